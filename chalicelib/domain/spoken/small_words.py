"""The small words: what says no, what begins a circumstance, what says where within an area, and what says nothing."""

from typing import Final

NEGATIONS: Final = """
no not never none nothing without neither nor nope zero isn't wasn't aren't weren't doesn't don't didn't hasn't
haven't hadn't won't wouldn't    shouldn't isnt wasnt arent werent doesnt dont didnt hasnt havent
hadnt wont wouldnt   ain't 🚫 👎 ❌ ⛔ ✗ ✘ instead except excluding apart
"""
ENDED: Final = """
stopped, gone, went away, has gone, over now, ended, finished, ceased, disappeared, settled, faded, passed
"""
"""What says that it is over: harmless beside a length, a denial without one."""

SOFT: Final = """
won't stop, wouldn't stop, will not stop, doesn't stop, didn't stop, not stopping, non stop, nonstop, can't stop it,
all day, all day long, all night, all night long, all morning, all afternoon, all evening, whole day, whole night,
hours, minutes, seconds, a while, while now, for ages, ages, a moment, moments, briefly, brief, short, shortly,
quick, quickly, long, visible, visibly, on and off, off and on, intermittent, intermittently, constant, constantly,
continuous, continuously, continually, once, day, week, twice, several times, few times, couple of times, many
times, a lot, lots, a bit, again and again, repeatedly, often, sometimes, occasionally, occasional, frequent,
frequently, worse, better, less, more, worse than usual, more than usual, less than usual, better than yesterday,
worse than yesterday, stronger, same as yesterday, same as before, like yesterday, like last night, than yesterday,
than last night, than this morning, than today, as yesterday, eyes closed, with eyes closed, closed eyes, like
before, as usual, painless, no pain, didn't hurt, doesn't hurt, not painful, without pain, at work, at home, at
office, at school, in office, in car, in shower, on train, on bus, at desk, at my desk, in meeting, in class,
outside, outdoors, indoors, lunch, dinner, breakfast, work, driving, reading, cooking, standing, eating, bath,
shower, sauna, heat, hot, dehydrated, dehydration, thirsty, hungry, decaf, decaf coffee, decaffeinated coffee,
herbal tea, chamomile tea, camomile tea, peppermint tea, mint tea, ginger tea, rooibos, fruit tea, alcohol free
beer, non alcoholic beer, cold drink, cold drinks, have a cold, had a cold, got a cold, caught a cold, with a cold,
having a cold, head cold, common cold, travelling, traveling, flight, rest of day, rest of evening, rest of night,
tablet, in last hour, last hour, past hour, in past hour, last few minutes, past few minutes, hour, hours ago, minute,
second, earlier, earlier today, earlier on, late, early, sun, soon, in waves, rhythmic, rhythmically, fast, slow,
slowly, rapid, rapidly, visible under skin, under blanket, in sleep, before sleep, magnesium, vitamin, vitamins,
supplement, supplements, water, sugar, chocolate, sex, sneezing, coughing, period, sleep, mind, protein shake,
milk shake, morning, afternoon, evening, night, every day, daily, every night, every morning, every evening, most days,
mornings, evenings, lately, recently, these days, first time, second time, third time, new, strange, weird, odd,
funny, scary, harmless, feels weird, worrying me, bothering me, kept me awake, cool, warm, regular, irregular,
steady
"""
"""Said, harmless, and with no field of its own: stored in the note, and told back as not understood."""

FILLERS: Final = """
a an each and also is was are were am be been being has had have having i i'm im i've ive i'd it it's its it'd this that
these there there's theres then so um uh er erm hm hmm like well ok okay hey hi hello please log logged add record
note enter entry steady put down save got get getting gets just about around approximately approx roughly circa ca
some maybe perhaps probably possibly or ish nearly almost under over than at least most up to only exactly total
altogether in on of at for with by to from into as very really quite pretty rather fairly somewhat kind sort bit too
much lot twitch twitches twitching twitched twitchy twich twiching twitchs twithcing bouncing bubbling firing fired
hopping drumming tapping pinging squirming tugging kicking burst bursts bursting twitchin twitchng twicthing
tiwtching twitvhing twiches twtich twich fasciculation fasciculations
fasciculating fasciculated flutter flutters fluttering fluttered flicker flickers flickering flickered jump jumps
jumping jumped jumpy pulse pulses pulsing pulsed pulsating quiver quivers quivering quivered jerk jerks jerking
jerked vibrate vibrates vibrating vibration vibrations vibrated buzz buzzing buzzes ripple ripples rippling rippled
pop popping pops tick ticking ticks tic tics throb throbbing throbs spasm spasms spasming spasmed spasmodic
contraction contractions contracting contract moving moves move movement movements dance worms worm wriggling
crawling thumping beating acting playing start starts started starting begin begins began beginning keep keeps kept
keeping go goes going went on come comes came coming back happen happens happened happening last lasts lasted
lasting continue continues continued continuing feel feels felt feeling noticed notice noticing noted see saw seen
could can up off me my mine the you your own one muscle muscles skin spot place area part region side sides bit
point still again today now currently moment time times episode spell bout attack event thing here yes yeah yep
another usual always already even all both's long duration length worth side's self myself we our day which when's
what's that's think guess seems seemed seem looks looked appears appeared later since then only ever once-more
though but cup cups glass glasses mug can bottle bottles shot drink drank drinking had took taken take taking did do
doing done having use using watching watched looking looked staring playing played working worked first thing extra
type types kinds intensity strength level scale rated rating grade severity score location located where body
context trigger triggers cause caused causes reason
"""
"""Says nothing that a field could hold."""

POSITIONS: Final = """
inside outside behind inner outer upper lower top bottom front back rear middle mid centre center base tip edge corner
arch ball sole heel side end near close deep underneath beneath underside medial lateral first second third fourth fifth
1st 2nd 3rd 4th 5th outermost innermost half main sides web webbing fleshy pad muscle
"""
"""Where within an area: it leaves the area what it is."""

LINKS: Final = """
after, following, while, whilst, during, when, whenever, because, because of, due to, from, since, as i, cause of,
caused by, triggered by, thanks to, despite, afterwards, post, right after, straight after, just after, shortly
after, soon after, immediately after, while i, amid, thru, through, whilst i, before, right before, just before,
prior to, until, ahead of, till
"""
"""Begins a circumstance: what it names may be unknown, and is then told back."""
BEFORE: Final = frozenset(["before", "right before", "just before", "prior to", "until", "ahead of", "till"])
"""What comes after one of these had not been there yet."""
HARMLESS: Final = """
angry boss bugging cigarette cigarettes climb combined console creatine creepy crying dawn diy drinks fight furniture
home
homework jetlag massage moved nicotine vape vaping preworkout protein physio straight supermarket talking teams sad
uncomfortable altogether
absolutely according across action active activity actually add ah aha air airport alarm alone along alright although
amazed among amount annoyed anyway apparently apple argued argument arrived art article asked assignment attention
audio autumn available awake away bag bags baking banana band bar bbq beach became bed bedroom believe bench best
bigger bill birthday bite blanket board boat boiling bonkers book books bored boring bothered bothering bothers
bothersome bought box boxes break breezy brief brightly bring broccoli brought brush brushed brushing building bumpy
bus business busy buttons buy calendar call called calling calls calm camera camping candy car card careful carried
carry carrying certain chair chaos chat chatting cheese chess chewing chicken chill chocolate choir chores church
cinema city class classes clean cleaned cleaning clear clearly client clock clothes cloudy club clubbing coach college
commute commuting company complete completely concert conference consecutive considerable consistently conversation
cook cooked cookie cooler cost couldve counting country course covered crazy cream crossed crossing crowd crowded cup
curious curled cushion dancefloor dating daytime deadline deadlines deal decided deck deeply definitely delayed
delicate depends described desk different dinner dish dishes distinct distracted distracting document dozed dozing
draining dreaming dress dressed dressing drill drive driven driver drives driving drove due dusk duty earphones ease
easily easter easy eat eating eats editing egg eggs elevator email emails energetic energy enough entirely episodes
errand errands especially eventually everything evident exact exam exams excited exciting far farm faster favourite
feeling festival fiddling fierce film final finally fine finish fire fireplace fish fishing fixing flat flew flickery
flow flying focus focused focusing folding followed food foreign found free fresh fruit full fully fun funeral further
game games garage garden garlic gave given giving glad god gonna good gosh gotta grading grass great groceries grocery
ground group guitar guys habit haha hall hammering happily happy hate haul hear heard heater heating helped helping
hence highlight hobby hoeing hold holding holiday holidays honest honestly hoovering hotel household housework however
huge humid idea identical idle idly imagine immediately important including inconsistent indeed insane install
instantly interesting interview ironing irritated irritating irritatingly issue item jeez job joke journey juice keen
keyboard kicked kinda king kitchen kneeling knew knitting know knows laid large larger lately laughing laundry lawn
lazily lazy learning least leaving lecture lectures letter library lights lil line listen listened listening literally
lively living load loads local lol longer loud lounge love lovely lucky lunchbreak lunchtime mad maintenance make
makes making manic manual many mark market massive match maths meal meals mean meanwhile meditating meditation meeting
meetings mention mentioned mess message messages messing midday midnight milder milk minded mini mixed monotonous mood
mopping mostly motorbike motorway mouse movie movies mowing much multiple multitasking museum music nagging name
napped nasty natural nervy nice niggling niggly nights noise noisy nonetheless noon normal normally notes noticeably
novel nuts oats obvious obviously office oil older omg oncoming online open opened opening orange order ordinary
overall overnight pace pack packing paddling paid painted painting paper paperwork park parked parking particular
particularly party pasta pattern pause paused pausing peacefully peculiar percent perfectly persistent persistently
piano picked picking pillow pizza plain plan plane planned planning plants plate play playful pleasant plenty podcast
pool popcorn possible posture potato practice practising praying preparing present presentation previous printing
priority probable product programme progress project properly pub public pulling pulsation purse pushing puzzle queue
queueing quiet quietly quilt rain raining rainy rang range rare rarely reached read ready real realised realized
recipe regularly relative relatively relentless relentlessly remember remembered repeated repetitive report response
restaurant restful resumed return returned revising revision rhythm rice ridiculous riding road roast rode rolling
room roughish round routine rush rushed rushing safe said salad salmon salt salty sand sandwich savings say says
school science seat seated secret sensation sense sent separate session sessions set sewing shaving shift shifts shoes
shop shopped shopping shops shortest shout shouting show showed shower showering showing silent silly simple singing
sink sit sits situation ski skipped slower smartwatch smidge smoke smoked smoking snack snacks social sold solid
somehow song songs sorta sounds soup special speed spent spinach spoke sporadic sporadically spring stable stages
stand standing stands station stay stayed staying steadily step steps stood storm story street stretchy strict stroll
strolled stubborn stubbornly studied study studying stuff stupid subtly such sudden suddenly sugary suggest suitcase
summer sunbathing sunny super supper surprise surprised surprising sweeping sweet sweets swinging table tad tasks
taste tax taxi teach teaching team teeny telling temporarily term texting thank thanks theatre thereabout thereabouts
things thinking thorough thought thoughts thunder ticket tidied tidy tidying timing tinkering tiring title toast
toilet told tools totally touch touched touching tour town toys traffic train trainers transit travel travelled truck
true try trying tune turned turning typical typically ugh unexpected unexpectedly uni university unpacking unusual
unusually upbeat upright upstairs useful usually vacation vacuuming van varied varies various vegetables vehicle via
video videos view violin visited visiting visitors volume waited waiting wandering wardrobe warmer warmth wash washed
washing watch wave waves way weather weaving website wedding wee weekly weeknight weirdly wet wheel whole wide wild
willing window windy winter within wood wooden woodwork words worker workplace world wow wrapped writing wrote yard
yesterday's yet yoghurt young younger zone zoned
"""
"""Common words that name no place, no side, no symptom and nobody else: told back, as what is said of circumstances."""

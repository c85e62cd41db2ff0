"""The words beside the place: what was there, and how strong it was.

`my` and `the` are taken out of a line before it is looked up, so no phrase holds them.
"""

from typing import Final

CONTEXTS: Final[dict[str, str]] = {
    "caffeine": """
        ☕, coffee, coffees, coffe, cofee, coffie, espresso, espressos, expresso, double espresso, latte,
        cappuccino, americano, flat white, macchiato, mocha, cold brew, iced coffee, tea, teas, green tea,
        black tea, iced tea, matcha, energy drink, energy drinks, red bull, redbull, coke, cola, pepsi,
        caffeine, caffeinated, caffine, cup of coffee, cups of coffee, cup of tea, cups of tea, coffee
        break, cuppa
    """,
    "after_exercise": """
        gym, run, runs, running, ran, jog, jogging, jogged, workout, workouts, work out, working out, worked
        out, exercise, exercises, exercising, exercised, excercise, training, trained, lifting, weights,
        weightlifting, lifting weights, heavy lifting, deadlifts, cycling, cycled, bike ride, biking, bike,
        swim, swimming, swam, walk, walks, walking, walked, hike, hiking, hiked, football, soccer, tennis,
        badminton, basketball, volleyball, squash, padel, yoga, pilates, sport, sports, squats, push ups,
        pushups, press ups, pull ups, pullups, sit ups, planks, leg day, arm day, chest day, back day, hiit,
        crossfit, rowing, rowed, treadmill, climbing, climbed, stairs, climbing stairs, gardening, exertion,
        physical work, physical activity, marathon, dancing, skiing, sprinting, sprints, stretching, golf,
        boxing, spin class, exercise class, workout session, training session, carrying shopping, moving
        furniture
    """,
    "stress": """
        stress, stressed, stressful, stressing, stressy, stressed out, anxious, anxiety, worried, worry,
        worrying, nervous, panic, panicking, panicky, panic attack, overwhelmed, tense, bad day, tension,
        upset, on edge, under pressure
    """,
    "tired": """
        tired, tiredness, exhausted, exhaustion, sleepy, fatigued, fatigue, worn out, knackered, shattered,
        bad night, rough night, short night, poor sleep, bad sleep, little sleep, too little sleep, lack of
        sleep, not enough sleep, no sleep, slept badly, slept poorly, sleeping badly, slept little, didn't
        sleep, didn't sleep well, couldn't sleep, can't sleep, all nighter, sleep deprived, sleepless night,
        sleepless, hardly slept, barely slept, not sleeping well, night without sleep, sleep deprivation,
        short of sleep, need sleep, overtired, late night, haven't slept, didn't get enough sleep, didn't
        sleep much, not slept well, slept bad
    """,
    "screen": """
        screen, screens, screen time, computer, computer work, laptop, pc, phone, monitor, tv, television,
        telly, gaming, video games, video game, playing games, scrolling, zoom, zoom call, zoom calls, video
        call, video calls, teams call, ipad, netflix, on tablet, using tablet, typing, smartphone, cell
        phone, coding, programming, watching videos, playstation, xbox, spreadsheets, spreadsheet,
        instagram, tiktok, youtube, facebook
    """,
    "alcohol": """
        🍷, 🍺, alcohol, wine, red wine, white wine, glass of wine, glasses of wine, beer, beers, lager, ale,
        cider, whisky, whiskey, vodka, gin, rum, cocktail, cocktails, champagne, prosecco, pint, pints,
        hungover, hangover, drunk, booze, few drinks, couple of drinks, spirits, tipsy, drinking alcohol,
        sake, brandy, tequila, gin and tonic
    """,
    "cold": """
        cold, freezing, chilly, cold water, cold shower, cold weather, cold room, cold air, cold day, ice
        bath, cold bath, air conditioning, cold wind, freezing cold, snow, cold swim, cold plunge
    """,
    "after_medicine": """
        pill, pills, medicine, medicines, medication, medications, meds, med, tablets, took tablet, taking
        tablet, inhaler, puffer, ventolin, salbutamol, albuterol, reliever inhaler, antibiotic, antibiotics,
        steroid, steroids, prednisone, prednisolone, painkiller, painkillers, pain killer, pain killers,
        pain relief, antihistamine, antidepressant, antidepressants, capsule, capsules, dose, diuretic,
        water pill, blood pressure tablet, puff, puffs, prescription, injection, vaccine, vaccination,
        statin, beta blocker, beta blockers, aspirin, ibuprofen, paracetamol, cortisone, medecine, medicin,
        asthma pump
    """,
    "rest": """
        rest, resting, at rest, in bed, lying, lying down, lying in bed, laying, laying down, laying in bed,
        lay down, lay in bed, relaxing, relaxed, sitting, sitting still, sitting down, sat down, sat, sofa,
        couch, on sofa, on couch, falling asleep, fall asleep, fell asleep, fallen asleep, trying to sleep,
        trying to fall asleep, going to sleep, asleep, sleeping, woke up, wake up, waking up, waking, nap,
        napping, bedtime, woke, lounging, chilling, armchair, while still, lying still, sat still, sitting
        quietly, sat watching, about to fall asleep, got into bed, drifting off
    """,
    "no_clear_trigger": """
        no reason, no clear reason, no apparent reason, no obvious reason, no particular reason, no real
        reason, no reason at all, no trigger, no clear trigger, no obvious trigger, no apparent trigger, no
        cause, no clear cause, no obvious cause, without reason, without any reason, without trigger,
        without cause, out of blue, out of nowhere, nowhere, unprovoked, no idea why, don't know why, not
        sure why, nothing special, nothing in particular, nothing particular, randomly, random, no known
        trigger, no known reason, spontaneous, spontaneously, no special reason, no good reason, without
        clear reason, without obvious reason, without apparent reason, without a reason, without a clear
        reason, no explanation, can't think why
    """,
}

STRENGTHS: Final[dict[int, str]] = {
    1: """
        barely noticeable, hardly noticeable, very mild, very faint, faint, very light, tiny, very slight,
        barely there, very small, very gentle, barely felt, hardly felt, super mild, minimal, barely, really
        mild, really faint, just noticeable, so mild, extremely mild, very subtle, very minor, very soft
    """,
    2: """
        mild, light, gentle, soft, subtle, slight, slightly, small, wee, little, minor, not too strong, not
        very strong, not strong, not that strong, not too bad, not bad, lightly, mildly, gently, quite mild,
        fairly mild, pretty mild, weak twitch, weak twitches, weak twitching, weak flutter, mildish, softly,
        mildly annoying, not so strong, not intense
    """,
    3: """
        moderate, medium, moderately, average, middling, noticeable, moderate intensity, medium strength,
        annoying, so so, fairly noticeable, quite noticeable, usual strength, kind of strong, bit strong,
        somewhat strong, medium strong, clearly noticeable
    """,
    4: """
        strong, strongly, bad, intense, intensely, heavy, powerful, hard, big, quite strong, pretty strong,
        fairly strong, rather strong, stronger than usual, pretty bad, quite bad, pretty intense, very
        noticeable, forceful, really noticeable, vigorous, strongish, very annoying, really annoying, badly,
        quite intense, very visible
    """,
    5: """
        very strong, really strong, extremely strong, super strong, severe, extreme, extremely, violent,
        violently, worst, very intense, really intense, really bad, very bad, unbearable, terrible,
        strongest, so strong, too strong, very powerful, severely, incredibly strong, very hard, really
        hard, crazy strong, maximum, awful, as strong as ever
    """,
}

OF_A_DRINK: Final = frozenset(["caffeine", "after_exercise", "alcohol", "tired", "cold", "stress"])
"""A word of strength right before one of these is the drink's or the day's: "strong coffee", "hard workout"."""
EXERCISE_WORDS: Final = frozenset(
    ["day", "press", "raise", "raises", "curl", "curls", "workout", "exercise", "exercises", "extension", "extensions",
     "stretch", "stretches", "session", "thrusts", "dips", "rows", "machine", "training", "wash"]
)  # fmt: skip
"""After a place inside a circumstance these name what was done: "after leg press"."""

"""The texts that packed values are likely to repeat: what is in them costs a stored value two or three bytes.

They are part of what is stored. A letter changed here makes every value that was packed with it unreadable, so a better
text is one more beside these (ADR 35). What is likeliest stands last.
"""

from typing import Final

_WEEK: Final = (
    '"summary":{"week":"2026-W47","weeks":1,"from_":"2026-11-16","to":"2026-11-22","episodes":12,"active_days":7,"minu'
    'tes":30.5,"burden":100.0,"areas":{"calf":4},"places":[{"area":"calf","side":null,"episodes":2},{"area":"thigh","s'
    'ide":"left","episodes":1},{"area":"calf","side":"right","episodes":1}],"days_before":7.0,"burden_before":100.0,"w'
    'eeks_before":[{"week":"2026-W43","from_":"2026-10-19","active_days":7,"burden":50.0,"burdens":[10.0,0.0,0.0,0.0,0'
    '.0,0.0,0.0]},{"week":"2026-W44"],"check_ins":6,"days":[{"on":"2026-11-16","episodes":4,"burden":10.0,"twitched":n'
    'ull,"sleep_hours":null,"caffeine_servings":null,"water_litres":null,"stress":null},{"on":"2026-11-17","episodes":'
    '4,"burden":11.0,"twitched":true,"sleep_hours":7.0,"caffeine_servings":1.0,"water_litres":1.6,"stress":4}],"habits'
    '":[{"code":"water","kept":0,"answered":0},{"code":"magnesium","kept":0,"answered":0},{"code":"caffeine""sleep_hou'
    'rs":6.5,"caffeine_servings":2.6,"ended":[],"had_warnings":false,"is_empty":false,"offers_monthly":false,"links":{'
    '"text":"No link found in the {number} days that say whether you twitched.","words":{"number":'
)
_FINDINGS: Final = (
    '"sign":"tip_caffeine","tip_water","over_logging","spread","eyelid_persistent","because":"Your last 3 check-ins wi'
    'th caffeine come to servings a day. The advice is 400 mg a day at most, about 4 servings.","source":"EFSA, water '
    '[V]; litres a day. That is less than most adults drink. The link with twitching is weak.""sign":"tip_sleep","leve'
    'l":"self_care","about":[],"raised_at":"2026-11-23T22:45:00Z","because":"Your last 3 check-ins with sleep come to '
    '6.3 hours a night. The advice for adults is 7 or more.","entries":[],"source":"AASM, adult sleep [V]; under 6.5 h'
    'ours in the last 2 or 3 check-ins [D]","phrase":{"text":"Your last {count} check-ins with sleep come to {mean} ho'
    'urs a night. The advice for adults is 7 or more.","words":{"mean":6.3,"count":3},"context":null},"cleared_at":nul'
    'l,"cleared_by":null},"sign":"tip_stress","level":"self_care","about":[],"raised_at":"2026-11-23T22:45:00Z","becau'
    'se":"Your last 3 check-ins with stress come to 4 of 5. Stress and twitching often come together. Which comes firs'
    't is not known.","entries":[],"source":"Blackman 2019 [V]; 4 of 5 in the last 2 or 3 check-ins [D]","phrase":{"te'
    'xt":"Your last {count} check-ins with stress come to {mean} of 5. Stress and twitching often come together. Which'
    ' comes first is not known.","words":{"mean":4.0,"count":3},"context":null},"cleared_at":null,"cleared_by":null},"'
    'sign":"note_two_weeks","level":"self_care","about":["calf"],"raised_at":"2026-11-23T20:58:00Z","because":"Twitchi'
    'ng in the calf on 25 of the last 56 days, and it is easing. The NHS still suggests a GP visit after 2 weeks.","en'
    'tries":[],"source":"NHS, muscle twitches: over 2 weeks [V2]; the easing rule [D]","phrase":{"text":"Twitching in '
    "the {place} on {days} of the last {span} days, and it is easing. The NHS still suggests a GP visit after 2 weeks."
    '","words":{"place":{"text":"calf","words":{},"context":"in"},"days":25,"span":56},"context":null},"cleared_at":nu'
    'll,"cleared_by":null},"sign":"tip_exertion","level":"self_care","source":"Simon and Kiernan 2013 [V2]; 48 hours ['
    'D]","because":"You logged a hard session on 17 November, and twitching within 48 hours. That is common after effo'
    'rt.","phrase":{"text":"You logged a hard session on {on}, and twitching within 48 hours. That is common after eff'
    'ort.","words":{"on":{"text":"{day} {month}","words":{"day":17,"month":{"text":"November"}}}}}},"sign":"question_g'
    'ap","level":"self_care","source":"Steady’s own question, so that a gap in the log is not read as a change [D]","b'
    'ecause":"Did the eyelid go on twitching from 12 November to 20 November? Nothing was logged for 8 days. With them'
    ', it would come to 72 days.","phrase":{"text":"{text} {why}","words":{"text":{"text":"Did the {area} go on twitch'
    'ing from {low} to {high}?","words":{"area":{"text":"eyelid","context":"in"},"low":{"text":"{day} {month}","words"'
    ':{"day":12,"month":{"text":"November"}}},"high":{"text":"{day} {month}","words":{"day":20,"month":{"text":"Novemb'
    'er"}}}}},"why":{"text":"Nothing was logged for {gap} days. With them, it would come to {days} days.","words":{"ga'
    'p":8,"days":72}}}}},"sign":"question_conflict","level":"self_care","source":"Steady’s own question, so that the l'
    'og says what you mean [D]","because":"Is it right that you logged twitching on 19 November? The check-in for that'
    ' day says that there was none. Until you answer, the log counts it.","phrase":{"text":"{text} {why}","words":{"te'
    'xt":{"text":"Is it right that you logged twitching on {on}?","words":{"on":{"text":"{day} {month}","words":{"day"'
    ':19,"month":{"text":"November"}}}}},"why":{"text":"The check-in for that day says that there was none. Until you '
    'answer, the log counts it."}}}},"sign":"multi_site","level":"gp_routine","source":"NHS, muscle twitches: more tha'
    'n one place [V2]; 3 days over 5 days [D]","because":"Twitching came back in 2 parts of the body in the last 14 da'
    "ys. Arm and neck: 10 days. Leg and lower back: 14 days. The NHS suggests a GP visit for twitching in more than on"
    'e place. The 3 days are Steady’s own choice.","phrase":{"text":"Twitching came back in {regions} parts of the bod'
    "y in the last 14 days. {places} The NHS suggests a GP visit for twitching in more than one place. The 3 days are "
    'Steady’s own choice.","words":{"places":{"text":"{some} {more}","words":{"some":{"text":"{region}: {days} days.",'
    '"words":{"region":{"text":"Arm and neck"},"days":10}},"more":{"text":"{region}: {days} days.","words":{"region":{'
    '"text":"Leg and lower back"},"days":14}}}},"regions":2}}},"sign":"persistent","level":"gp_routine","source":"NHS,'
    ' muscle twitches: over 2 weeks [V2]; at least 5 days, and the easing rule [D]","because":"Twitching in the thigh '
    'on 12 of the last 16 days. The NHS suggests a GP visit after 2 weeks.","phrase":{"text":"Twitching in the {place}'
    ' on {days} of the last {span} days. The NHS suggests a GP visit after 2 weeks.","words":{"place":{"text":"thigh",'
    '"context":"in"},"days":12,"span":16}}},'
)
_STANDING: Final = (
    '"cutoff":"2026-10-19T15:02:00Z","runs":{"thumb":{"area":"thumb","first_at":"2026-09-24T19:13:00Z","last_at":"2026'
    '-10-14T18:27:00Z","first_id":"","last_id":"","last_on":"2026-10-14","days":9,"bridged":false,"quiet_before":null,'
    '"sides":{"both":"2026-10-14T18:27:00Z","left":"2026-10-14T11:10:00Z","right":"2026-10-14T13:19:00Z"}},"carried":['
    '],"held":{},"raised":7,"imported_at":null,"told":{"persistent":{"level":"gp_routine","at":"2026-11-23T15:02:00Z",'
    '"is_repeated":false},"cleared":[],"findings":[{"id":"","sign":"","level":"gp_soon","gp_routine","urgent_today","a'
    'bout":["thigh","calf","foot"],"raised_at":"2026-11-23T15:02:00Z","because":"","entries":[],"source":"","phrase":{'
    '"text":"","words":{"day":22,"month":{"text":"November","words":{},"context":null}},"context":null}},"context":nul'
    'l},"cleared_at":null,"cleared_by":null},'
)
_MESSAGE: Final = (
    '"say":{"title":"Book a routine GP appointment","body":"Something you logged is worth a routine appointment. There'
    ' is no rush. The reason is below.","call":null,"phrases":{"title":{"text":"Logged"},"body":{"text":""not_found":['
    '"weakness","wasting","speech","swallowing","breathing","spread"]"signs":["persistent","multi_site"],"findings":["'
    'persistent-1","advice":["book_gp","blood_test_ask","stretch"],{"kind":"finding","emergency","correction","questio'
    'n","weekly","confirm","sign_in","notice","support",{"kind":"reminder","occasion":"reminder#check_in#2026-11-23#08'
    '00","decided_at":"2026-11-23T08:00:00Z","leaves_at":"2026-11-23T08:00:00Z","level":"self_care","signs":[],"findin'
    'gs":[],"advice":[],"content":{"habits":["check_in"],"on":"2026-11-23"},"expires_at":"2026-11-23T12:00:00Z"}'
)
_PERSON: Final = (
    '"digest":"","name":"","scope":"full","scope":"log","created_at":"2026-11-23T15:02:00Z","expires_at":null,"used_at'
    '":null},"purpose":"sign_up","person_id":null,"invite":null}{"id":"","address":"","profile":{"timezone":"Europe/Be'
    'rlin","birth_year":null,"sex":null,"pregnant":null,"conditions":[],"fluid_limit_litres":null,"intended_weight_los'
    's":null,"medicines":[],"country":null,"mode":"daily","quiet_hours":{"from_":"21:00:00","to":"08:00:00"}},"joined_'
    'at":"2026-11-23T15:01:00Z","consented_at":"2026-11-23T15:01:00Z","habits":{"check_in":{"on":true,"times":["08:00:'
    '00"],"days":["mon","tue","wed","thu","fri","sat","sun"],"only_if_not_done":false},"water":{"on":false,"times":["0'
    '8:00:00"],"days":["mon","tue","wed","thu","fri","sat","sun"],"only_if_not_done":false},"magnesium":{"on":false,"t'
    'imes":["08:00:00"],"days":["mon","tue","wed","thu","fri","sat","sun"],"only_if_not_done":false},"caffeine":{"slee'
    'p":{"stretch":{"relax":{"alcohol":{"streams":{"safety":true,"habits":true,"weekly":true},"summary":"weekly","lang'
    'uage":"en","experiment":null,"mail_stopped":null,"asks_worry":true,"moving":null,"consented_to":"2026-11","snooze'
    'd":{},"skipped":{},"reminded":{"check_in":["2026-11-22#0800","2026-11-23#0800"]},"version":0}{"remind_at":"2026-1'
    '1-24T08:00:00Z","day_end_at":"2026-11-23T23:59:00Z","summary_at":"2026-11-30T08:00:00Z","release_at":null,"receip'
    't_at":null,"switch_at":null}'
)
_ENTRIES: Final = (
    '"changes":[{"document":{"type":"delete","target":""},"n":7000}]"type":"edit","set":{"type":"medicine","action":""'
    'type":"visit","type":"screening","type":"answer","question":"","type":"symptom","name":"fatigue","severity":2,"no'
    'te":"","key":"","spoken":"","eyelid","cheek","jaw","neck","chest","abdomen","back","hip","buttock","shoulder","up'
    'per_arm","forearm","hand","thumb","fingers","foot","toes","knee","other","kind":""stretch_minutes":5,"relax_minut'
    'es":5,"magnesium_food":true,"last_caffeine":"14:00","mood":3,"date":"2026-11-23","sleep_hours":7.5,"caffeine_serv'
    'ings":2,"water_litres":1.6,"stress":3,"exertion":1,"alcohol_units":0,"twitched":false,"twitched":true},"n":4000,"'
    'via":""after_exercise","no_clear_trigger","caffeine","stress","tired","screen","cold","lying_down","rest"],"side"'
    ':"both","side":"right","area":"thigh","minutes":0.5,{"kind":"check_in","document":{"id":"{"kind":"episode","docum'
    'ent":{"id":"","type":"episode","at":"2026-11-23T08:00:00+00:00","received_at":"2026-11-23T08:00:40Z","area":"calf'
    '","side":"left","minutes":2,"intensity":3,"context":["rest"]},"n":5000,"fingerprint":"","via":"'
)

ENTRY_WORDS: Final = _ENTRIES.encode()
"""Of entries: by the hundred in each log that is read, so it is short."""
VALUE_WORDS: Final = (_FINDINGS + _WEEK + _STANDING + _MESSAGE + _PERSON).encode()
"""Of everything else."""

"""The text that packed values are likely to repeat: what is in it costs a stored value two or three bytes.

It is part of what is stored. A letter changed here makes every value that was packed with it unreadable, so a better
text is another version beside this one (ADR 35). What is likeliest stands last.
"""

from typing import Final

_WEEK: Final = (
    '"summary":{"week":"2026-W47","weeks":1,"from_":"2026-11-16","to":"2026-11-22","episodes":12,"active_days":7,'
    '"minutes":30.5,"burden":100.0,"areas":{"calf":4},"places":[{"area":"calf","side":null,"episodes":2},{"area":"'
    'thigh","side":"left","episodes":1},{"area":"calf","side":"right","episodes":1}],"days_before":7.0,"burden_before":'
    '100.0,"weeks_before":[{"week":"2026-W43","from_":"2026-10-19","active_days":7,"burden":50.0,"burdens":[10.0,0.0,'
    '0.0,0.0,0.0,0.0,0.0]},{"week":"2026-W44"],"check_ins":6,"days":[{"on":"2026-11-16","episodes":4,"burden":10.0,'
    '"twitched":null,"sleep_hours":null,"caffeine_servings":null,"water_litres":null,"stress":null},{"on":"2026-11-17",'
    '"episodes":4,"burden":11.0,"twitched":true,"sleep_hours":7.0,"caffeine_servings":1.0,"water_litres":1.6,"stress":'
    '4}],"habits":[{"code":"water","kept":0,"answered":0},{"code":"magnesium","kept":0,"answered":0},{"code":"caffeine"'
    '"sleep_hours":6.5,"caffeine_servings":2.6,"ended":[],"had_warnings":false,"is_empty":false,"offers_monthly":false,'
    '"links":{"text":"No link found in the {number} days that say whether you twitched.","words":{"number":'
)
_STANDING: Final = (
    '"cutoff":"2026-10-19T15:02:00Z","runs":{"thumb":{"area":"thumb","first_at":"2026-09-24T19:13:00Z","last_at":"2026-'
    '10-14T18:27:00Z","first_id":"","last_id":"","last_on":"2026-10-14","days":9,"bridged":false,"quiet_before":null,'
    '"sides":{"both":"2026-10-14T18:27:00Z","left":"2026-10-14T11:10:00Z","right":"2026-10-14T13:19:00Z"}},'
    '"carried":[],"held":{},"raised":7,"imported_at":null,"told":{"persistent":{"level":"gp_routine","at":"2026-11-23T'
    '15:02:00Z","is_repeated":false},"cleared":[],"findings":[{"id":"","sign":"","level":"gp_soon","gp_routine","urgent'
    '_today","about":["thigh","calf","foot"],"raised_at":"2026-11-23T15:02:00Z","because":"Twitching in the thigh on '
    "days of the last days. The NHS suggests a GP visit after 2 weeks. came back in 2 parts of the body. Arm and neck: "
    "Leg and lower back: for twitching in more than one place. Steady\u2019s own choice. question, so that You logged "
    "Until you answer, the log counts it. Did the go on twitching from November to Is it right that The check-in for "
    'that day says that there was none. Nothing was logged for days.","entries":[],"source":"NHS, muscle twitches: [V2]'
    '; at least 5 days [D]","phrase":{"text":"{text} {why}","words":{"places":{"text":"{some} {more}","words":{"region"'
    ':{"text":"{region}: {days} days.","place":{"text":"{day} {month}","words":{"day":22,"month":{"text":"November",'
    '"words":{},"context":"in"},"context":null}},"context":null},"cleared_at":null,"cleared_by":null},'
)
_MESSAGE: Final = (
    '"say":{"title":"Book a routine GP appointment","body":"Something you logged is worth a routine appointment. There '
    'is no rush. The reason is below.","call":null,"phrases":{"title":{"text":"Logged"},"body":{"text":"'
    '"not_found":["weakness","wasting","speech","swallowing","breathing","spread"]'
    '"signs":["persistent","multi_site"],"findings":["persistent-1","advice":["book_gp","blood_test_ask","stretch"],'
    '{"kind":"finding","emergency","correction","question","weekly","confirm","sign_in","notice","support",'
    '{"kind":"reminder","occasion":"reminder#check_in#2026-11-23#0800","decided_at":"2026-11-23T08:00:00Z","leaves_at":'
    '"2026-11-23T08:00:00Z","level":"self_care","signs":[],"findings":[],"advice":[],"content":{"habits":["check_in"],'
    '"on":"2026-11-23"},"expires_at":"2026-11-23T12:00:00Z"}'
)
_PERSON: Final = (
    '"digest":"","name":"","scope":"full","scope":"log","created_at":"2026-11-23T15:02:00Z","expires_at":null,"used_at"'
    ':null},"purpose":"sign_up","person_id":null,"invite":null}'
    '{"id":"","address":"","profile":{"timezone":"Europe/Berlin","birth_year":null,"sex":null,"pregnant":null,'
    '"conditions":[],"fluid_limit_litres":null,"intended_weight_loss":null,"medicines":[],"country":null,"mode":"daily"'
    ',"quiet_hours":{"from_":"21:00:00","to":"08:00:00"}},"joined_at":"2026-11-23T15:01:00Z","consented_at":"2026-11-23'
    'T15:01:00Z","habits":{"check_in":{"on":true,"times":["08:00:00"],"days":["mon","tue","wed","thu","fri","sat","sun"'
    '],"only_if_not_done":false},"water":{"on":false,"times":["08:00:00"],"days":["mon","tue","wed","thu","fri","sat",'
    '"sun"],"only_if_not_done":false},"magnesium":{"on":false,"times":["08:00:00"],"days":["mon","tue","wed","thu","fri'
    '","sat","sun"],"only_if_not_done":false},"caffeine":{"sleep":{"stretch":{"relax":{"alcohol":{"streams":{"safety":'
    'true,"habits":true,"weekly":true},"summary":"weekly","language":"en","experiment":null,"mail_stopped":null,"asks_'
    'worry":true,"moving":null,"consented_to":"2026-11","snoozed":{},"skipped":{},"reminded":{"check_in":["2026-11-22#'
    '0800","2026-11-23#0800"]},"version":0}'
    '{"remind_at":"2026-11-24T08:00:00Z","day_end_at":"2026-11-23T23:59:00Z","summary_at":"2026-11-30T08:00:00Z",'
    '"release_at":null,"receipt_at":null,"switch_at":null}'
)
_ENTRIES: Final = (
    '"changes":[{"document":{"type":"delete","target":""},"n":7000}]"type":"edit","set":{"type":"medicine","action":"'
    '"type":"visit","type":"screening","type":"answer","question":"","type":"symptom","name":"fatigue","severity":2,'
    '"note":"","key":"","spoken":"","eyelid","cheek","jaw","neck","chest","abdomen","back","hip","buttock","shoulder","'
    'upper_arm","forearm","hand","thumb","fingers","foot","toes","knee","other","kind":"'
    '"stretch_minutes":5,"relax_minutes":5,"magnesium_food":true,"last_caffeine":"14:00","mood":3,'
    '"date":"2026-11-23","sleep_hours":7.5,"caffeine_servings":2,"water_litres":1.6,"stress":3,"exertion":1,'
    '"alcohol_units":0,"twitched":false,"twitched":true},"n":4000,"via":"'
    '"after_exercise","no_clear_trigger","caffeine","stress","tired","screen","cold","lying_down","rest"],'
    '"side":"both","side":"right","area":"thigh","minutes":0.5,'
    '{"kind":"check_in","document":{"id":"{"kind":"episode","document":{"id":"","type":"episode","at":"2026-11-23T08:00'
    ':00+00:00","received_at":"2026-11-23T08:00:40Z","area":"calf","side":"left","minutes":2,"intensity":3,"context":['
    '"rest"]},"n":5000,"fingerprint":"","via":"'
)

WORDS_1: Final = (_WEEK + _STANDING + _MESSAGE + _PERSON + _ENTRIES).encode()
"""The first version."""

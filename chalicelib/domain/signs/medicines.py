"""Signs that a medicine may play a part. The person is never told to stop one: ask the pharmacist or the GP."""

from typing import Final

from chalicelib.domain.signs import medicine_evidence as evidence
from chalicelib.domain.signs.rule import Rule

RULES: Final = (
    Rule(
        sign="medicine_new",
        level="gp_routine",
        criterion="Twitching that began within 28 days after a medicine was started or raised.",
        because="The medicine {medicine} was started or raised on {changed}. "
        "Twitching began on {began}, within 28 days. The NHS suggests asking the pharmacist or GP about that. "
        "The 28 days are Steady’s own choice.",
        source="NHS, muscle twitches: medicines [V2]; 28 and 7 days [D]",
        holds=evidence.new,
    ),
    Rule(
        sign="medicine_diuretic",
        level="gp_soon",
        criterion="A water tablet, with cramp and twitching in the last 14 days.",
        because="You take {medicine}. You logged {what} on {on}, and twitching on {days} of the last 14 days. "
        "A blood test can show if the salts in the blood are in order.",
        source="Case reports [V]",
        holds=evidence.diuretic,
    ),
    Rule(
        sign="medicine_diuretic",
        level="urgent",
        criterion="A water tablet, with cramp, twitching and a racing heart.",
        because="You take {medicine}. You logged {what} on {on}, and twitching on {days} of the last 14 days. "
        "You also logged {beside} on {beside_on}. "
        "The salts in the blood may need a test today.",
        source="Case reports [V]",
        holds=evidence.diuretic_palpitations,
    ),
    Rule(
        sign="medicine_diuretic",
        level="emergency",
        criterion="A water tablet, with cramp, twitching and weakness that came on within hours or days.",
        because="You take {medicine}. You logged {what} on {on}, and twitching on {days} of the last 14 days. "
        "You also logged {beside} on {beside_on}, which came on within hours or days. "
        "The salts in the blood may need a test at once.",
        source="Case reports [V]",
        holds=evidence.diuretic_weakness,
    ),
    Rule(
        sign="medicine_ppi",
        level="gp_soon",
        criterion="A stomach-acid medicine (PPI) for 90 days or more, with twitching, cramp or tingling.",
        because="You have taken {medicine} for {for_days} days. In the last 14 days you logged {what}. "
        "Steady looks from 90 days on. A blood test can show if magnesium is low.",
        source="PMC4434191 [V]",
        holds=evidence.ppi,
    ),
    Rule(
        sign="medicine_reliever",
        level="gp_routine",
        criterion="A reliever inhaler on 3 or more of the last 7 days.",
        because="You logged {medicine} on {days} of the last 7 days. The NHS suggests a review at 3 or more.",
        source="NHS, asthma [V]",
        holds=evidence.reliever,
    ),
    Rule(
        sign="medicine_reliever",
        level="urgent",
        criterion="A reliever inhaler on 3 or more of 7 days. "
        "There is also muscle pain, weakness, cramp or a racing heart.",
        because="You logged {medicine} on {days} of the last 7 days. You also logged {beside} on {beside_on}. "
        "The advice is to have that looked at today.",
        source="NHS [V2]",
        holds=evidence.reliever_symptoms,
    ),
    Rule(
        sign="medicine_reliever",
        level="emergency",
        criterion="A reliever inhaler that does not help.",
        because="On {on} you logged {what}. The NHS advice is to call at once.",
        source="NHS [V2]",
        holds=evidence.reliever_fails,
    ),
    Rule(
        sign="medicine_steroid",
        level="gp_soon",
        criterion="A steroid, with weakness of the hip or shoulder.",
        because="You take {medicine}. On {on} you logged weakness in the {area}. "
        "Your GP can look at both together. Keep taking it until then.",
        source="From memory, not yet looked up [M]",
        holds=evidence.steroid,
    ),
    Rule(
        sign="medicine_lithium",
        level="urgent",
        criterion="Lithium and twitching. There is also vomiting, diarrhoea or a coarse tremor.",
        because="You take {medicine}. You logged {what} on {on}. You logged twitching on {days} of the last 14 days. "
        "The level in the blood may need a test today.",
        source="NHS Greater Glasgow and Clyde [V]",
        holds=evidence.lithium,
    ),
    Rule(
        sign="medicine_lithium",
        level="emergency",
        criterion="Lithium, with twitching and being unsteady, slurred or confused.",
        because="You take {medicine}. You logged {what} on {on}. You logged twitching on {days} of the last 14 days. "
        "The level in the blood may need a test at once.",
        source="NHS Greater Glasgow and Clyde [V]",
        holds=evidence.lithium_severe,
    ),
    Rule(
        sign="medicine_serotonin",
        level="emergency",
        criterion="A medicine that raises serotonin was started or raised within 14 days. There is twitching, "
        "and 2 or more of these: being restless, sweating, fever, diarrhoea, confusion, stiffness.",
        because="The medicine {medicine} was started or raised on {changed}, within 14 days. You logged twitching. "
        "You also logged {count} of the signs that can go with it: {what}. "
        "From 2 signs on, the advice for doctors is to look at once.",
        source="UK medicines information [V2]",
        holds=evidence.serotonin,
    ),
    Rule(
        sign="medicine_statin",
        level="urgent",
        criterion="A statin, with muscle pain, weakness or cramp in the last 14 days.",
        because="You take {medicine}. On {on}, within the last 14 days, you logged {what}. "
        "The NHS advice is to speak to a doctor the same day.",
        source="NHS, statins [V2]",
        holds=evidence.statin,
    ),
)

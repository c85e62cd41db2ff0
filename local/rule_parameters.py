"""The figures that the rules count with: each is read from its constant, with what it decides and where it is from."""

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Final

DOMAIN: Final = "chalicelib.domain."
OWN: Final = "Steady’s own choice [D]"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure: where its constant is, what it decides, and its source."""

    constant: str
    decides: str
    source: str = OWN

    @property
    def value(self) -> str:
        """The constant's value in words. Raises AttributeError where there is no such constant."""
        module, _, name = self.constant.rpartition(".")
        return value_words(getattr(import_module(DOMAIN + module), name))


def value_words(value: object) -> str:
    """A figure as it is read; a span of days is elapsed time.

    >>> value_words(timedelta(days=14)), value_words(timedelta(hours=48)), value_words(timedelta(minutes=5))
    ('14 × 24 h', '48 h', '5 min')
    """
    if not isinstance(value, timedelta):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if value.days and not value.seconds:
        return f"{value.days} × 24 h" if value.days > 2 else f"{24 * value.days} h"
    return f"{value // timedelta(minutes=1)} min"


PARAMETERS: Final = (
    Parameter("runs.LONGEST_GAP", "the longest gap inside one run of twitching"),
    Parameter("runs.DENIALS", "check-ins that say “no twitching” and so break a run"),
    Parameter("runs.ALIVE_WITHIN", "a run goes on while its last episode is no older"),
    Parameter("easing.FELL_BELOW", "easing: the mean burden of a logged day fell below this share of the week before"),
    Parameter("easing.LOGGED_DAYS", "easing: logged days that the earlier week needs"),
    Parameter("easing.DENIALS", "easing: check-ins that say “no twitching”, where the logged days halved"),
    Parameter("reports.LONG", "how long weakness, speech trouble and the like stand without another report"),
    Parameter("reports.SHORT", "how long every other symptom stands"),
    Parameter("reports.STROKE_STANDS", "how long sudden changes stand, unless a visit comes after them"),
    Parameter("visits.MUTED_FOR", "how long a normal examination and a normal EMG mute the rules of twitching alone"),
    Parameter("visits.APART", "how far apart these two may be"),
    Parameter("fold.TWIN_WITHIN", "two episodes of one area, side and length so close are one"),
    Parameter("fold.AHEAD", "how far a clock may be ahead"),
    Parameter("signs.twitching.TWO_WEEKS", "`persistent`: a run that is longer; also the window of `multi_site`",
              "NHS, muscle twitches [V2]"),
    Parameter("signs.twitching.PERSISTENT_DAYS", "`persistent`: distinct days with an episode"),
    Parameter("signs.twitching.EYELID_SPAN", "`eyelid_persistent`: a run that is longer", "NICE NG127 [V2]"),
    Parameter("signs.twitching.SITE_DAYS", "`multi_site`: days in each region"),
    Parameter("signs.twitching.SITE_SPAN", "`multi_site`: from the first to the last episode of a region"),
    Parameter("signs.twitching.SPREAD_CLEAR", "`spread`: no episode of the new area for so long before"),
    Parameter("signs.twitching.SPREAD_LATER", "`spread`: the new area begins so long after the first"),
    Parameter("signs.twitching.SPREAD_DAYS", "`spread`: days with an episode of the new area"),
    Parameter("signs.twitching.SPREAD_SPAN", "`spread`: from its first to its last episode"),
    Parameter("localtime.WEEK", "`weakness_progressing` and `sensory`: the reports are so far apart"),
    Parameter("signs.strength.TWITCH_WITHIN", "`weakness_progressing`: a twitch of that limb is no older"),
    Parameter("signs.face.TWO_WEEKS", "`face`: the window for twitching beside the eyelid"),
    Parameter("signs.face.FACE_DAYS", "`face`: days of it"),
    Parameter("signs.nerves.FOUR_WEEKS", "`stiffness`: the place twitched no longer before"),
    Parameter("signs.weight.KEPT_AT_MOST", "`weight_loss`: what is left of the highest weight, at most",
              "NHS, unintentional weight loss [V2]"),
    Parameter("carry.WEIGHT_MEMORY", "`weight_loss`: how far back the highest weight is looked for",
              "NHS, unintentional weight loss [V2]"),
    Parameter("signs.medicine_evidence.WEEK", "`medicine_new`: quiet before it began; symptoms beside a medicine"),
    Parameter("signs.medicine_evidence.TWO_WEEKS", "twitching and symptoms beside a medicine are no older"),
    Parameter("signs.medicine_evidence.FOUR_WEEKS", "`medicine_new`: from the change to the twitching; stands so long"),
    Parameter("signs.medicine_evidence.LONG_PPI", "`medicine_ppi`: taken for so long", "PMC4434191 [V]"),
    Parameter("signs.medicine_evidence.RELIEVER_DAYS", "`medicine_reliever`: days of the last 7", "NHS, asthma [V]"),
    Parameter("signs.exposures.TWO_WEEKS", "`organophosphate`: twitching is no older"),
    Parameter("signs.exposures.SEVERE", "`alcohol_withdrawal`: how severe vomiting is, of 5"),
    Parameter("drinking.HEAVY_UNITS", "`alcohol_withdrawal`: units a day, as a mean"),
    Parameter("drinking.HEAVY_OVER", "`alcohol_withdrawal`: the check-ins that this mean is taken of"),
    Parameter("signs.selfcare.MEAN_OF", "tips: check-ins that a mean is taken of, at most"),
    Parameter("signs.selfcare.MEAN_LEAST", "tips: check-ins that it needs"),
    Parameter("signs.selfcare.RECENT", "tips: check-ins are no older"),
    Parameter("signs.selfcare.CAFFEINE_LIMIT", "`tip_caffeine`: servings a day, of about 100 mg", "EFSA, caffeine [V]"),
    Parameter("signs.selfcare.CAFFEINE_LIMIT_PREGNANT", "the same in pregnancy", "EFSA, caffeine [V]"),
    Parameter("signs.selfcare.SHORT_SLEEP", "`tip_sleep`: hours, below"),
    Parameter("signs.selfcare.HIGH_STRESS", "`tip_stress`: of 5, from"),
    Parameter("signs.selfcare.LITTLE_WATER", "`tip_water`: litres, below"),
    Parameter("signs.selfcare.HARD", "`tip_exertion`: exertion of 3"),
    Parameter("signs.selfcare.HARD_WITHIN", "`tip_exertion`: before an episode"),
    Parameter("signs.selfcare.HARD_STANDS", "`tip_exertion`: the episode is no older"),
    Parameter("signs.selfcare.MOST_LOGS", "`over_logging`: episodes and symptoms of one day, more than"),
    Parameter("signs.selfcare.GAD_SUPPORT", "`anxiety_support`: GAD-2, from", "GAD-2 [V2]"),
    Parameter("signs.selfcare.GAD_STANDS", "`anxiety_support`: the screening is no older"),
    Parameter("questions.LONGEST_ASKED", "`question_gap`: the longest gap that is asked about"),
    Parameter("questions.TOGETHER_OVER", "`question_gap`: both stretches together are longer",
              "NHS, muscle twitches [V2]"),
    Parameter("questions.ASKED_FOR", "`question_conflict`: how long it is asked"),
    Parameter("alerts.REPEAT_AFTER", "an urgent finding that still stands is told once more after"),
    Parameter("alerts.EMERGENCY_APART", "mails about the same emergency sign are so far apart"),
    Parameter("standing.REMEMBERED_FOR", "a finding that comes back sooner at no higher level is no news"),
    Parameter("asking.APART", "mails that ask are so far apart"),
    Parameter("asking.MONTH_APART", "mails that offer support are so far apart"),
)  # fmt: skip

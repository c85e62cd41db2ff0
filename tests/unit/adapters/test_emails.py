"""Every mail says what it must, in plain words, and nothing that it must not."""

import json
import re
from html.parser import HTMLParser
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from jinja2 import UndefinedError
from msgspec.structs import replace

from chalicelib.adapters.emails import TEMPLATES, WRITTEN
from chalicelib.domain.advice import WORDS
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.message import STREAM_OF, Kind, Message
from chalicelib.domain.person import Person, Profile
from local.mails.build import NAMES
from local.mails.samples import (
    BASE_URL,
    FACE,
    LONG_RUN,
    NO_LOG,
    NOW,
    PERSON,
    PROFILE,
    SAMPLES,
    SIGNER,
    SPEECH,
    WEEK,
    message,
    told,
    weekly,
    write,
)

of_each_kind = pytest.mark.parametrize("name", SAMPLES)
HOSTILE = "<script>alert(1)</script>\"'><img src=x>\r\nBcc: eve@example.org"
HEALTH = r"\b(twitch\w*|symptom\w*|signs?(?!-in)|warning\w*|doctor|gp|emergency|urgent|health|muscle\w*|weak\w*)\b"


class Seen(HTMLParser):
    """What a reader of the HTML sees, and where its links lead. The preheader is seen in a list of mails only."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.preheader, self.links, self.tags, self._hidden = "", "", [], [], 0
        self._is_preheader = False
        self.feed(html)

    text: str
    preheader: str
    links: list[str]
    tags: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._is_preheader |= (dict(attrs).get("style") or "").startswith("display:none")
        self._hidden += tag in ("style", "title")
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")
        self._is_preheader &= tag != "div"

    def handle_data(self, data: str) -> None:
        if self._is_preheader:
            self.preheader += data
        self.text += "" if self._hidden or self._is_preheader else f" {data}"


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w’]+", text.lower()))


def link_in(text: str, page: str) -> str:
    found = re.search(rf"{re.escape(BASE_URL)}/{page}\?\S+", text)
    assert found is not None
    return found.group()


def value_of(link: str, purpose: str) -> str | None:
    return SIGNER.read(purpose, parse_qs(urlsplit(link).query)["token"][0])


@of_each_kind
def test_text_and_html_say_the_same(name: str) -> None:
    mail = write(SAMPLES[name])
    without_links = re.sub(r"https?://\S+", "", mail.text)
    seen = Seen(mail.html)
    extra = {"steady", "if", "the", "button", "does", "not", "work", "open", "this", "address"}
    assert words_of(without_links) <= words_of(seen.text)
    assert words_of(re.sub(r"https?://\S+", "", seen.text)) - words_of(without_links) <= extra
    assert {link for link in seen.links if link.startswith("http")} == set(re.findall(r"https?://\S+", mail.text))


@of_each_kind
def test_each_says_that_it_is_no_medical_device(name: str) -> None:
    mail = write(SAMPLES[name])
    assert "not a medical device" in mail.text
    assert "does not diagnose" in mail.text


@of_each_kind
def test_the_subject_tells_nothing_of_health(name: str) -> None:
    subject = write(SAMPLES[name]).subject
    assert 0 < len(subject) <= 40
    assert subject.isascii()
    assert not re.search(HEALTH, subject, re.IGNORECASE)


@of_each_kind
def test_the_html_stays_small_and_loads_nothing(name: str) -> None:
    mail = write(SAMPLES[name])
    assert len(mail.html.encode()) <= 60_000
    assert not {"script", "img", "link", "iframe"} & set(Seen(mail.html).tags)
    assert "url(" not in mail.html
    assert mail.html.count('class="button"') + mail.html.count('class="call"') == 1


@of_each_kind
def test_a_list_of_mails_shows_no_more_of_health_than_the_subject(name: str) -> None:
    shown = re.sub(r"[\u034f\u200c\xa0]", "", Seen(write(SAMPLES[name]).html).preheader)
    assert 0 < len(shown) <= 60
    assert not re.search(HEALTH, shown, re.IGNORECASE)
    assert (shown == SAMPLES[name].content["say"]["title"]) if name == "emergency" else shown.endswith(".")


@of_each_kind
def test_a_message_that_was_stored_and_read_gives_the_same_mail(name: str) -> None:
    stored = msgspec.json.decode(msgspec.json.encode(SAMPLES[name]), type=Message)
    assert write(stored) == write(SAMPLES[name])


@of_each_kind
def test_only_streams_can_be_stopped_and_each_by_its_own_link(name: str) -> None:
    sample = SAMPLES[name]
    mail = write(sample)
    assert mail.headers["X-Steady-Kind"] == sample.kind
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    if sample.kind not in STREAM_OF:
        assert not [header for header in mail.headers if header.startswith("List-")]
        return
    link = mail.headers["List-Unsubscribe"].strip("<>")
    assert value_of(link, "unsubscribe") == f"p1.{STREAM_OF[sample.kind]}"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link == link_in(mail.text, "unsubscribe")


@pytest.mark.parametrize("name", ["confirm", "sign_in"])
def test_a_link_leads_to_the_page_with_a_button(name: str) -> None:
    mail = write(SAMPLES[name], None)
    assert value_of(link_in(mail.text, "confirm"), "link") == SAMPLES[name].content["link"]
    assert "The link lasts 1 day and works once." in mail.text
    assert "Nothing happens." in mail.text


def test_an_id_is_the_same_each_time_and_tells_nothing() -> None:
    mail = write(SAMPLES["emergency"])
    assert mail.id == write(SAMPLES["emergency"]).id
    assert mail.id != write(SAMPLES["finding"]).id
    assert re.fullmatch(r"[0-9a-f]{32}", mail.id)


@pytest.mark.parametrize("name", ["finding", "urgent", "emergency", "correction", "weekly"])
def test_what_was_found_comes_with_its_reason_and_source(name: str) -> None:
    mail = write(SAMPLES[name])
    for finding in SAMPLES[name].content["findings"]:
        assert finding["because"] in mail.text
        assert f"Source: {finding['source']}" in mail.text
    assert "[V2]: read in a copy or a summary. [D]: Steady’s own choice." in mail.text
    assert "Nobody watches your log. A clinician has not yet reviewed these rules." in mail.text


@pytest.mark.parametrize("name", ["finding", "urgent"])
def test_a_finding_leads_with_its_one_action(name: str) -> None:
    sample, mail = SAMPLES[name], write(SAMPLES[name])
    assert mail.text.splitlines()[1] == sample.content["say"]["title"]
    assert all(WORDS[code] in mail.text for code in sample.advice)
    assert set(re.findall(r"band-\w+", mail.html)) == {f"band-{'urgent' if name == 'urgent' else 'calm'}"}


@pytest.mark.parametrize(("country", "call"), [("GB", "999"), ("US", "911"), ("DE", "112")])
def test_an_emergency_shows_one_number_and_no_reading(country: str, call: str) -> None:
    content = told(FACE, LONG_RUN, level="emergency", country=country)
    mail = write(message("emergency", content, level="emergency", advice=("call_emergency",)))
    links = Seen(mail.html).links
    assert [link for link in links if "unsubscribe" not in link] == [f"tel:{call}"]
    assert set(re.findall(r"\b(?:Call|call) (\d+)", mail.text + mail.html)) == {call}
    assert "/log" not in mail.text


def test_a_correction_withdraws_only_what_it_names() -> None:
    text = write(SAMPLES["correction"]).text
    assert "Steady takes this back:" in text
    assert "Your log shows what stands now." in text
    assert "matches a warning sign" not in text


def test_advice_that_is_not_known_here_never_costs_the_mail() -> None:
    assert write(replace(SAMPLES["finding"], advice=("of_tomorrow", "book_gp"))).text == write(
        replace(SAMPLES["finding"], advice=("book_gp",))
    ).text  # fmt: skip


def test_the_check_in_asks_after_all_seven_habits() -> None:
    mail = write(SAMPLES["check_in"])
    assert mail.subject == "Your daily check-in"
    assert mail.text.count("\n- ") == 7
    assert f"{BASE_URL}/check-in" in mail.text
    assert "Monday 23 November" in mail.text


def test_each_habit_has_a_link_that_says_what_it_answers() -> None:
    mail = write(SAMPLES["check_in"])
    for code in ("water", "magnesium", "caffeine", "sleep", "stretch", "relax", "alcohol"):
        assert mail.text.count(f": {BASE_URL}/check-in?habit={code}\n") == 1
        assert mail.html.count(f'href="{BASE_URL}/check-in?habit={code}"') == 1
    said = re.findall(r"  (.+): http", mail.text)
    assert len(set(said)) == 7


@pytest.mark.parametrize(
    ("profile", "gone", "there"),
    [
        (replace(PROFILE, fluid_limit_litres=1.5), "I drank enough", "Say how much you drank: http"),
        (replace(PROFILE, conditions=("heart_failure",)), "I drank enough", "Say how much you drank: http"),
        (replace(PROFILE, conditions=("alcohol_daily",)), "I drank no alcohol", "Say how much alcohol you had: http"),
        (replace(PROFILE, conditions=("kidney_disease",)), "habit=magnesium", "which foods are right for your kidneys"),
    ],
)
def test_no_link_answers_what_a_doctor_decides(profile: Profile, gone: str, there: str) -> None:
    text = write(SAMPLES["check_in"], replace(PERSON, profile=profile)).text
    assert (gone in text, there in text) == (False, True)


def test_another_reminder_names_its_habits_only() -> None:
    assert write(SAMPLES["reminder"]).text.count("\n- ") == 2


@pytest.mark.parametrize(
    ("profile", "line"),
    [
        (PROFILE, "Water: about 2 litres over the day, unless a doctor told you how much."),
        (replace(PROFILE, fluid_limit_litres=1.75), "Water: keep to your own limit of 1.75 litres."),
        (replace(PROFILE, conditions=("heart_failure",)), "Water: drink as much as your doctor advised."),
        (replace(PROFILE, conditions=("kidney_disease",)), "ask your doctor which foods are right for your kidneys"),
        (replace(PROFILE, conditions=("alcohol_daily",)), "talk to your GP before you change how much you drink"),
    ],
)
def test_a_habit_is_worded_for_the_person(profile: Profile, line: str) -> None:
    text = write(SAMPLES["check_in"], replace(PERSON, profile=profile)).text
    assert line in text
    assert ("2 litres" in text) is (profile == PROFILE or profile.conditions == ("alcohol_daily",))
    assert ("magnesium" in text) is ("kidney_disease" not in profile.conditions)


def test_a_full_week_reads_well() -> None:
    text = write(SAMPLES["weekly"]).text
    assert text.startswith("Your week, 16 to 22 November\n")
    assert "on 4 of 7 days. In all, it lasted about 36 minutes." in text
    assert "In the weeks before, it was 5 days a week." in text
    assert "- Upper arm: 3 times" in text
    assert "- Caffeine: 1 serving a day" in text
    assert text.index(str(SPEECH["because"])) < text.index(str(LONG_RUN["because"])) < text.index("Twitching\n")
    assert "matches a warning sign" not in text


def test_a_week_without_a_log_says_that_it_knows_nothing() -> None:
    text = write(SAMPLES["weekly_no_log"]).text
    assert "Nothing you logged matches a warning sign." in text
    assert "You logged nothing this week. That is fine." in text
    assert "Habits" not in text


def test_a_first_week_is_compared_with_nothing() -> None:
    text = write(SAMPLES["weekly_first"]).text
    assert "This is your first week" in text
    assert "weeks before" not in text


def test_check_ins_alone_make_a_week() -> None:
    text = write(weekly({**NO_LOG, "check_ins": 1, "habits": [{"code": "water", "kept": 0, "answered": 1}]})).text
    assert "You logged no twitching this week." in text
    assert "- Water: 0 of 1 day\n" in text
    assert "From 1 check-in." in text


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, None), (0.4, "less than 1 minute"), (1.2, "about 1 minute"), (90, "about 90 minutes")]
)
def test_a_weeks_length_is_rounded(minutes: float, said: str | None) -> None:
    text = write(weekly({**WEEK, "minutes": minutes})).text
    assert ("it lasted" in text) is (said is not None)
    assert said is None or f"it lasted {said}." in text


def test_a_week_across_two_months_names_both() -> None:
    text = write(weekly({**WEEK, "from_": "2026-11-30", "to": "2026-12-06"})).text
    assert text.startswith("Your week, 30 November to 6 December\n")


@pytest.mark.parametrize(
    ("profile", "number"),
    [(PROFILE, "999"), (Profile(timezone="Asia/Calcutta", country="US"), "911"), (Profile(timezone="UTC"), "112")],
)
def test_the_week_names_the_number_of_the_persons_country(profile: Profile, number: str) -> None:
    assert f"Call {number} now" in write(weekly(WEEK, FACE), replace(PERSON, profile=profile)).text


def test_a_notice_of_a_new_address_says_how_to_keep_the_old_one() -> None:
    mail = write(SAMPLES["moving"])
    assert mail.subject == "Your address is about to change"
    assert "/keep-address?token=" in mail.text
    assert "/keep-address?token=" in mail.html


def test_a_notice_says_how_to_get_safety_mails_again() -> None:
    text = write(SAMPLES["notice"]).text
    assert "How to switch them on again" in text
    assert value_of(link_in(text, "unsubscribe"), "unsubscribe") == "p1.safety"


def poisoned(content: Any) -> Any:
    """The content with hostile text in every place that could carry a person's own words."""
    if isinstance(content, dict):
        free = {"because", "source", "title", "body", "call", "link"}
        return {
            key: HOSTILE if key in free and isinstance(value, str) else poisoned(value)
            for key, value in content.items()
            if key not in ("phrase", "phrases")
        }
    return [poisoned(item) for item in content] if isinstance(content, list) else content


@of_each_kind
def test_hostile_text_is_shown_and_never_obeyed(name: str) -> None:
    mail = write(replace(SAMPLES[name], content=poisoned(SAMPLES[name].content)))
    seen = Seen(mail.html)
    assert not {"script", "img"} & set(seen.tags)
    assert all(link.startswith((BASE_URL, "tel:")) and '"' not in link for link in seen.links)
    assert not any("\n" in part or "\r" in part for part in (mail.subject, *mail.headers.values()))
    assert "because" not in json.dumps(SAMPLES[name].content) or "<script>" in mail.text


def test_content_that_does_not_fit_is_an_error_and_no_half_mail() -> None:
    with pytest.raises((KeyError, UndefinedError)):
        write(weekly({key: value for key, value in WEEK.items() if key != "episodes"}))


def trying(trigger: Any) -> Person:
    """Somebody who tries that from 23 November on, the first four days without it."""
    made = Experiment(
        id="x1", trigger=trigger, block_days=4, order=(False, True) * 6, starts_on=NOW.date(), created_at=NOW
    )
    return replace(PERSON, experiment=made)


@pytest.mark.parametrize(
    ("trigger", "on", "plan", "gone"),
    [
        ("stretch", "2026-11-23", "Leave the stretching out.", "Stretching: 5"),
        ("stretch", "2026-11-27", "Stretch gently for 5 to 10 minutes.", "Stretching: 5"),
        ("late_caffeine", "2026-11-27", "Have caffeine at your usual times.", "Caffeine: none"),
        ("alcohol", "2026-11-27", "You need not drink.", "Alcohol: little"),
    ],
)
def test_a_check_in_asks_for_the_plan_and_not_for_the_habit_that_is_tried(
    trigger: str, on: str, plan: str, gone: str
) -> None:
    check_in = message("reminder", {"habits": ["check_in"], "on": on})
    mail, usual = write(check_in, trying(trigger)), write(check_in)
    assert plan in mail.text
    assert plan in mail.html
    assert gone not in mail.text
    assert (gone in usual.text, plan in usual.text) == (True, False)
    assert "Today’s 6 habits" in mail.text
    assert "Today’s 7 habits" in usual.text


def test_the_plan_of_something_without_a_habit_is_shown_beside_all_seven() -> None:
    mail = write(message("reminder", {"habits": ["check_in"], "on": "2026-11-23"}), trying("screen"))
    assert "Use screens only as much as you need to." in mail.text
    assert "Today’s 7 habits" in mail.text


def test_a_reminder_of_the_habit_that_is_tried_asks_for_the_plan_alone() -> None:
    alone = write(message("reminder", {"habits": ["stretch"], "on": "2026-11-23"}), trying("stretch"))
    assert "Leave the stretching out." in alone.text
    assert "Stretching: 5" not in alone.text
    other = write(message("reminder", {"habits": ["water"], "on": "2026-11-23"}), trying("stretch"))
    assert "Leave the stretching out." not in other.text
    before = write(message("reminder", {"habits": ["check_in"], "on": "2026-11-22"}), trying("stretch"))
    assert "Stretching: 5 to 10 minutes, gently." in before.text


def test_a_kind_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        write(message("nothing", {"about": "x"}))


def test_each_kind_has_its_text_and_its_html() -> None:
    names = {path.name for path in (TEMPLATES / "email").iterdir() if path.is_file()}
    twins = {f"{kind}.{ending}" for kind in NAMES for ending in ("txt", "html")}
    assert names == twins | {"base.txt", "parts.txt"}
    assert set(WRITTEN) == set(get_args(Kind))


def test_a_finding_says_what_was_not_found_and_when_steady_looks_again() -> None:
    for text in (write(SAMPLES["finding"]).text, Seen(write(SAMPLES["finding"]).html).text):
        assert "Not in your log: weakness, lost muscle and trouble with breathing." in text
        assert "Steady looks again at the end of each day" in text


def test_an_emergency_says_nothing_but_what_to_do() -> None:
    assert "Not in your log" not in write(SAMPLES["emergency"]).text


def test_a_message_of_before_that_does_not_say_what_was_absent_is_still_written() -> None:
    sample = SAMPLES["finding"]
    old = {name: value for name, value in sample.content.items() if name != "not_found"}
    assert "Not in your log" not in write(replace(sample, content=old)).text

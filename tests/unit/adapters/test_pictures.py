"""The pictures of a summary: small, with their own words, true to the numbers, and never worth a mail."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from xml.etree.ElementTree import fromstring

import pytest

from chalicelib.adapters.drawing import pictures
from chalicelib.adapters.drawing.pictures import drawings, mail_pictures
from chalicelib.adapters.emails import JinjaWriter
from chalicelib.adapters.languages import tongue
from chalicelib.adapters.weekly_words import PICTURES
from chalicelib.domain.localtime import DAY, WEEK
from chalicelib.domain.summary import summarise
from chalicelib.domain.week_numbers import plain_summary
from chalicelib.ports.messages import Mail, ref_to
from local.mails.samples import BASE_URL, PERSON, SAMPLES, SIGNER, weekly
from tests.unit.domain.logs import check_in, episode, timeline

MONDAY: Final = date(2026, 11, 16)
NOON: Final = datetime(2026, 11, 16, 12, tzinfo=UTC)
AREAS: Final = ("calf", "eyelid", "thumb", "shin", "lips", "upper_arm", "toes")
ENGLISH: Final = tongue("en")


def full(weeks: int = 1) -> dict[str, Any]:
    """A summary with something everywhere: five weeks of twitching and a check-in every day."""
    days = range(-28, 7 * weeks)
    episodes = [episode(NOON + n * DAY, AREAS[n % 7], side=("left", "right", None)[n % 3], minutes=n % 5) for n in days]
    said = [
        check_in(NOON + n * DAY, sleep_hours=6.5, caffeine_servings=n % 4, water_litres=1.5, stress=3) for n in days
    ]
    read = timeline([*episodes, *said], NOON + weeks * WEEK)
    return plain_summary(summarise(read, MONDAY, date(2026, 1, 1), weeks))


def empty() -> dict[str, Any]:
    """A summary of a week without any log."""
    return plain_summary(summarise(timeline([], NOON + WEEK), MONDAY, MONDAY))


def write(summary: Mapping[str, Any], **more: Any) -> Mail:
    """The mail of a summary, with pictures."""
    sample = weekly(summary)
    writer = JinjaWriter(signer=SIGNER, base_url=BASE_URL, has_pictures=True)
    return writer.write(ref_to("p1", sample.occasion), sample, "ada@example.org", PERSON)


@pytest.mark.parametrize("weeks", [1, 5])
def test_each_is_a_png_of_60_kb_at_most_and_the_mail_shows_it(weeks: int) -> None:
    mail = write(full(weeks))
    assert tuple(picture.name for picture in mail.pictures) == PICTURES
    for picture in mail.pictures:
        assert picture.png.startswith(b"\x89PNG")
        assert len(picture.png) <= 60_000, picture.name
        assert f'src="cid:{picture.cid}"' in mail.html
        assert f'alt="{picture.alt}"' in mail.html
    assert len(re.findall("<img", mail.html)) == len(PICTURES)
    assert len(mail.html.encode()) <= 60_000


def test_the_words_are_the_same_with_and_without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = write(full())
    monkeypatch.setattr(pictures, "painter", lambda: lambda svg: 1 / 0)
    bare = write(full())
    assert bare.pictures == []
    assert (bare.text, bare.subject) == (drawn.text, drawn.subject)
    assert "<img" not in bare.html
    assert re.sub(r"<tr><td[^>]*><div[^>]*><img[^>]*></div></td></tr>", "", drawn.html) == bare.html


def test_what_cannot_be_drawn_is_logged_without_a_word_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def broken(svg: str) -> bytes:
        raise ValueError(svg)

    assert mail_pictures(full(), ENGLISH, broken) == []
    assert [record.message for record in caplog.records] == ["the pictures of a summary could not be drawn"]


def test_a_week_without_a_log_has_no_pictures() -> None:
    assert list(drawings(empty(), ENGLISH)) == []


def test_the_face_is_enlarged_only_where_it_twitched() -> None:
    calf = plain_summary(summarise(timeline([episode(NOON, "calf")], NOON + WEEK), MONDAY, MONDAY))
    assert [drawing.name for drawing in drawings(calf, ENGLISH)] == ["days", "body"]


def test_the_pictures_carry_the_numbers_of_the_summary() -> None:
    summary = full()
    drawn = {drawing.name: fromstring(drawing.svg) for drawing in drawings(summary, ENGLISH)}
    (week,) = [g for g in drawn["days"].iter() if g.get("data-week") == summary["week"]]
    assert (int(week.attrib["data-days"]), float(week.attrib["data-burden"])) == (
        summary["active_days"], summary["burden"],
    )  # fmt: skip
    shapes = [*drawn["body"].iter(), *drawn["close"].iter()]
    for area, count in summary["areas"].items():
        most = {int(shape.attrib["data-count"]) for shape in shapes if shape.get("data-area") == area}
        assert max(most) == count
    sleep = [m.get("data-value") for m in drawn["rows"].iter() if m.get("data-name") == "sleep_hours"]
    assert sleep == ["6.5"] * 7


def test_the_words_of_a_picture_say_what_it_shows() -> None:
    said = {drawing.name: drawing.alt for drawing in drawings(full(), ENGLISH)}
    assert said["days"] == "A bar for each day. Twitching on 7 of 7 days. Days in the weeks before: 7, 7, 7 and 7."
    assert said["body"].endswith("Most often: calf 1 time, eyelid 1 time and lips 1 time.")
    assert said["close"].endswith("Most often: eyelid 1 time and lips 1 time.")
    assert "Sleep: 6.5 to 6.5. Caffeine: 0 to 3. Water: 1.5 to 1.5. Stress: 3 to 3." in said["rows"]


@pytest.mark.parametrize("name", ["weekly", "weekly_first", "weekly_no_log"])
def test_the_sample_weeks_are_drawn_as_they_are_told(name: str) -> None:
    sample = SAMPLES[name].content["summary"]
    assert sum(day["episodes"] for day in sample["days"]) == sample["episodes"]
    assert sum(place["episodes"] for place in sample["places"]) == sample["episodes"]
    assert sum(day["burden"] or 0 for day in sample["days"]) == sample["burden"]
    names = [drawing.name for drawing in drawings(sample, ENGLISH)]
    assert names == ([*PICTURES] if sample["episodes"] else ["days"])

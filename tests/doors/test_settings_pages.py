"""The settings by the pages alone: the same values and the same refusals as `PATCH /v1/me`."""

import re
from html import unescape
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from chalicelib.domain.entries import MedicineClass
from chalicelib.domain.habit import HABITS
from chalicelib.domain.person import LANGUAGES, MailStopped
from chalicelib.doors.pages.entry_words import CLASSES
from chalicelib.doors.pages.settings_words import LANGUAGE_NAMES, SECTIONS
from chalicelib.usecases.change_person import change_person
from tests.doors.browsing import Browser, hidden, location
from tests.doors.test_history_pages import filled
from tests.fakes.steady import ADDRESS, Steady

PATHS = ["/settings", *(f"/settings/{section}" for section in SECTIONS)]
SEEN = ("mails", "reminders", "place", "health")


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


def me(ann: Browser) -> dict[str, Any]:
    """Ann as the API shows her."""
    found: dict[str, Any] = ann.steady.json("GET", "/v1/me", token=ann.cookies["__Host-steady"])
    return found


def patch(ann: Browser, **values: Any) -> None:
    ann.steady.json("PATCH", "/v1/me", values, token=ann.cookies["__Host-steady"])


def send(ann: Browser, section: str, **fields: Any) -> Any:
    """The whole form of a section as it stands, with these fields."""
    path = f"/settings/{section}"
    form = {**filled(ann.get(path).body.decode()), **fields}
    return ann.ask("POST", path, {name: value for name, value in form.items() if value is not None})


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_settings_is_for_the_signed_in(steady: Steady, ann: Browser, path: str) -> None:
    assert location(Browser(steady).get(path)) == "/sign-in"
    assert ann.get(path).status == 200


def test_the_first_page_says_what_is_set(ann: Browser) -> None:
    patch(ann, mode="weekly", country="NZ", streams={"habits": False}, birth_year=1980, conditions=["asthma"])
    page = ann.get("/settings").body.decode()
    for said in ("Check-in 08:00", "Weekly. Quiet from 21:00 to 08:00. Stopped: reminders", "New Zealand", "2 things"):
        assert said in page


@pytest.mark.parametrize("section", [name for name in SEEN if name != "reminders"])
def test_a_form_saved_as_it_came_changes_nothing(ann: Browser, section: str) -> None:
    patch(ann, sex="as I say", conditions=["gout", "asthma"], pregnant=False, fluid_limit_litres=1.5, country="FR")
    before = me(ann)
    assert location(send(ann, section)) == f"/settings?saved={section}"
    after = me(ann)
    # the page lists what it knows before the person's own words
    assert {**after, "conditions": sorted(after["conditions"])} == {
        **before,
        "conditions": sorted(before["conditions"]),
    }
    assert f"Saved: {SECTIONS[section]}" in ann.get(f"/settings?saved={section}").body.decode()


@pytest.mark.parametrize(
    ("section", "fields", "after"),
    [
        ("mails", {"habits": "false"}, {"streams": {"safety": True, "habits": False, "weekly": True}}),
        ("mails", {"summary": "monthly", "mode": "paused"}, {"summary": "monthly", "mode": "paused"}),
        ("mails", {"quiet_from": "22:30", "quiet_to": "07:00"}, {"quiet_hours": {"from": "22:30", "to": "07:00"}}),
        ("place", {"timezone": "America/New_York", "country": "US"}, {"timezone": "America/New_York", "country": "US"}),
        ("place", {"language": "de"}, {"language": "de"}),
        ("health", {"birth_year": "1980", "sex": "female"}, {"birth_year": 1980, "sex": "female"}),
        ("health", {"pregnant": "true"}, {"pregnant": True}),
        ("health", {"intended_weight_loss": "false"}, {"intended_weight_loss": False}),
        ("health", {"fluid_limit_litres": "1.5"}, {"fluid_limit_litres": 1.5}),
        ("health", {"conditions": ["asthma"], "other_condition": " gout "}, {"conditions": ["asthma", "gout"]}),
    ],
)
def test_what_is_saved_is_what_the_api_shows(ann: Browser, section: str, fields: Any, after: Any) -> None:
    before = me(ann)
    assert location(send(ann, section, **fields)) == f"/settings?saved={section}"
    assert me(ann) == {**before, **after}


def test_what_is_emptied_is_taken_back(ann: Browser) -> None:
    before = me(ann)
    patch(
        ann, birth_year=1980, sex="female", pregnant=True, fluid_limit_litres=1.5, conditions=["asthma"], country="FR"
    )
    form = {"birth_year": "", "sex": "", "pregnant": "", "fluid_limit_litres": "", "conditions": None}
    send(ann, "health", **form)
    send(ann, "place", country="")
    assert me(ann) == before


@pytest.mark.parametrize(
    ("section", "fields", "field"),
    [
        ("mails", {"safety": "maybe"}, "safety"),
        ("mails", {"safety": ["true", "false"]}, "safety"),
        ("mails", {"summary": "daily"}, "summary"),
        ("mails", {"mode": "never"}, "mode"),
        ("mails", {"quiet_from": "9 pm"}, "quiet_from"),
        ("mails", {"quiet_to": ["07:00", "08:00"]}, "quiet_to"),
        ("place", {"timezone": "Europe/Atlantis"}, "timezone"),
        ("place", {"timezone": ""}, "timezone"),
        ("place", {"country": "Britain"}, "country"),
        ("place", {"language": "tlh"}, "language"),
        ("health", {"birth_year": "80"}, "birth_year"),
        ("health", {"birth_year": "x"}, "birth_year"),
        ("health", {"sex": "x" * 41}, "sex"),
        ("health", {"pregnant": "perhaps"}, "pregnant"),
        ("health", {"conditions": ["x" * 201]}, "conditions"),
        ("health", {"conditions": [str(n) for n in range(51)]}, "conditions"),
        ("health", {"fluid_limit_litres": "40"}, "fluid_limit_litres"),
        ("health", {"medicines": "x"}, "medicines"),
        ("health", {"email": "eve@example.org"}, "email"),
        ("mails", {"mail_stopped": "x"}, "mail_stopped"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(ann: Browser, section: str, fields: Any, field: str) -> None:
    before = me(ann)
    reply = send(ann, section, **fields)
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is not a field of this form" in page
    assert me(ann) == before


@pytest.mark.parametrize("code", HABITS)
def test_each_habit_has_a_form_of_its_own(ann: Browser, code: str) -> None:
    fields = {"habit": code, "on": "true", "times": ["18:30", "", "07:15"], "days": ["fri", "mon"]}
    reply = ann.send("/settings/reminders", {**fields, "only_if_not_done": "true"}, "/settings/reminders")
    assert location(reply) == "/settings?saved=reminders"
    plan = {"on": True, "times": ["07:15", "18:30"], "days": ["mon", "fri"], "only_if_not_done": True}
    assert me(ann)["habits"][code] == plan
    page = ann.get("/settings/reminders").body.decode()
    part = page[page.index(f'id="{code}"') :]
    assert 'value="07:15"' in part.partition("</details>")[0]
    ann.send("/settings/reminders", {**fields, "on": "false"}, "/settings/reminders")
    assert me(ann)["habits"][code] == {**plan, "on": False, "only_if_not_done": False}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"times": []}, "1 to 6 clock times"),
        ({"times": [f"0{n}:00" for n in range(7)]}, "1 to 6 clock times"),
        ({"times": ["late"]}, "must be a clock time"),
        ({"on": "perhaps"}, "must be true or false"),
        ({"habit": "yoga"}, "must be one of the habits"),
        ({"habit": ["water", "sleep"]}, "must be one of the habits"),
        ({"snooze": "1"}, "is not a field of this form"),
    ],
)
def test_a_plan_that_cannot_be(ann: Browser, fields: Any, said: str) -> None:
    before = me(ann)
    plan = {"habit": "water", "on": "true", "times": ["10:00"], "days": ["mon"], **fields}
    reply = ann.send("/settings/reminders", plan, "/settings/reminders")
    assert reply.status == 422
    assert said in reply.body.decode()
    assert me(ann) == before


def test_stopping_warnings_explains_itself_and_sends_one_notice(ann: Browser) -> None:
    assert "you see that only on the page Today" in ann.get("/settings/mails").body.decode()
    send(ann, "mails", safety="false")
    send(ann, "mails", safety="false")
    ann.steady.drain()
    assert len(ann.steady.mails("notice")) == 1


@pytest.mark.parametrize(("reason", "said"), [("bounce", "came back"), ("complaint", "marked as spam")])
def test_mail_that_was_stopped_is_shown_with_what_to_do(ann: Browser, reason: Any, said: str) -> None:
    stopped = MailStopped(address=ADDRESS, reason=reason, at=ann.steady.clock())
    change_person(ann.steady.services, me(ann)["id"], lambda person: replace(person, mail_stopped=stopped))
    assert said in ann.get("/settings").body.decode()
    page = ann.get("/settings/mails").body.decode()
    assert said in page
    assert "Send mail again" in page
    assert (
        location(ann.ask("POST", "/settings/mail-again", hidden(ann.get("/settings/mails")))) == "/settings?saved=mails"
    )
    assert me(ann)["mail_stopped"] is None
    assert "Send mail again" not in ann.get("/settings/mails").body.decode()


def test_another_address_is_told_to_the_old_one_and_confirmed_at_the_new_one(ann: Browser) -> None:
    assert location(ann.send("/settings/address", {"email": "New@example.org"})) == "/settings/address"
    page = ann.get("/settings/address").body.decode()
    assert "Mail goes to ann@example.org" in page
    assert "went to new@example.org" in page
    token = ann.steady.link_token()
    assert {str(mail["To"]) for mail in ann.steady.mails("notice")} == {ADDRESS}
    location(ann.send("/confirm", {}, f"/confirm?token={token}"))
    assert me(ann)["email"] == "new@example.org"
    assert "One more step" not in ann.get("/settings/address").body.decode()


def test_asking_for_another_address_can_be_taken_back(ann: Browser) -> None:
    ann.send("/settings/address", {"email": "new@example.org"})
    token = ann.steady.link_token()
    assert location(ann.send("/settings/address", {"email": ADDRESS})) == "/settings/address"
    assert "One more step" not in ann.get("/settings/address").body.decode()
    assert ann.send("/confirm", {}, f"/confirm?token={token}").status == 422
    assert me(ann)["email"] == ADDRESS


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "email"),
        ({"email": "ann"}, "email"),
        ({"email": ["a@b.org", "c@d.org"]}, "email"),
        ({"email": "a@b.org", "to": "x"}, "to"),
    ],
)
def test_an_address_that_cannot_be(ann: Browser, fields: Any, field: str) -> None:
    reply = ann.ask("POST", "/settings/address", {"csrf": hidden(ann.get("/settings/address"))["csrf"], **fields})
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is not a field" in page
    assert "One more step" not in page


def test_a_form_that_is_not_ours_is_refused(ann: Browser) -> None:
    before = me(ann)
    for section in ("mails", "reminders", "place", "health", "medicines", "address", "mail-again"):
        assert ann.ask("POST", f"/settings/{section}", {"mode": "paused"}).status == 403
    assert me(ann) == before


def test_every_language_and_class_has_its_words() -> None:
    assert sorted(LANGUAGE_NAMES) == sorted(LANGUAGES)
    assert sorted(CLASSES) == sorted(get_args(MedicineClass))


def taken(ann: Browser) -> str:
    page = unescape(ann.get("/settings/medicines").body.decode())
    return page[: page.index("Add a medicine")]


def test_a_medicine_is_added_changed_and_stopped(ann: Browser) -> None:
    fields = {"name": "Sertraline", "class": "ssri", "action": "start", "since": "2026-11-20", "dose": "50 mg"}
    logged = location(ann.send("/settings/medicines", fields))
    assert ann.get(logged).status == 200
    assert "since Friday 20 November 2026" in taken(ann)
    location(ann.send("/settings/medicines", {"name": "Sertraline", "class": "ssri", "action": "dose_up"}))
    (raised, start) = ann.steady.json("GET", "/v1/entries", token=ann.cookies["__Host-steady"])["entries"]
    assert (start["at"], start["dose"]) == ("2026-11-20T12:00:00+00:00", "50 mg")
    assert raised["at"].startswith("2026-11-23")
    location(ann.send("/settings/medicines", {"name": "sertraline", "class": "ssri", "action": "stop"}))
    assert "Sertraline" not in taken(ann)


def test_a_new_medicine_before_new_twitching_is_told(ann: Browser) -> None:
    location(ann.send("/log", {"area": "calf"}))
    fields = {"name": "Sertraline", "class": "ssri", "action": "start", "since": "2026-11-20"}
    page = ann.get(location(ann.send("/settings/medicines", fields))).body.decode()
    assert "Book a routine GP appointment" in page


def test_a_medicine_of_the_profile_is_shown_and_can_be_taken_off(ann: Browser) -> None:
    patch(
        ann,
        medicines=[{"name": "Ventolin", "class": "saba", "since": "2020-01-01"}, {"name": "Iron", "class": "other"}],
    )
    assert "Ventolin" in taken(ann)
    fields = {"name": "Ventolin", "class": "saba", "action": "remove"}
    assert location(ann.send("/settings/medicines", fields)) == "/settings?saved=medicines"
    assert [one["name"] for one in me(ann)["medicines"]] == ["Iron"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"class": "sweets"}, "class"),
        ({"action": "swallow"}, "action"),
        ({"since": "last year"}, "since"),
        ({"since": "2031-01-01"}, "since"),
        ({"since": "1850-01-01"}, "since"),
        ({"since": "0001-01-01"}, "since"),
        ({"since": "9999-12-31"}, "since"),
        ({"since": ["2026-01-01", "2026-01-02"]}, "since"),
        ({"dose": "x" * 201}, "dose"),
        ({"at": "2026-01-01T00:00:00Z"}, "at"),
    ],
)
def test_a_medicine_that_cannot_be(ann: Browser, fields: Any, field: str) -> None:
    given = {"name": "Sertraline", "class": "ssri", "action": "start", **fields}
    reply = ann.send("/settings/medicines", given)
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is not a field" in page
    assert re.findall("Sertraline", taken(ann)) == []

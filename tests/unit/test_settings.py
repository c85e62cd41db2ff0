"""The settings as they are read: what is needed, what is usual, and what is refused by its name."""

import pytest

from chalicelib.config import SettingError, Settings

NEEDED = {
    "TABLE_NAME": "steady",
    "QUEUE_URL": "https://queues.example/deliver",
    "SAFETY_QUEUE_URL": "https://queues.example/safety",
    "SENDER": "Steady <steady@example.org>",
    "BASE_URL": "https://steady.example.org/api/",
}


def test_what_is_needed_is_enough() -> None:
    settings = Settings.from_env({**NEEDED, "PATH": "/bin"})
    assert (settings.sender, settings.base_url) == ("Steady <steady@example.org>", "https://steady.example.org/api")
    assert (settings.sign_up, settings.mail_share, settings.mail_workers) == ("open", 0, 5)
    assert (settings.reply_to, settings.metrics, settings.takes_future) == (None, None, False)


@pytest.mark.parametrize("variable", NEEDED)
@pytest.mark.parametrize("value", [{}, {"empty": ""}], ids=["not set", "empty"])
def test_what_is_missing_is_named(variable: str, value: dict[str, str]) -> None:
    given = {name: text for name, text in NEEDED.items() if name != variable}
    with pytest.raises(SettingError, match=f"the setting {variable} is missing"):
        Settings.from_env(given | ({variable: ""} if value else {}))


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        pytest.param("SIGN_UP", "invite", "invite", id="a mode"),
        pytest.param("SIGN_UP", "", "open", id="empty is not set"),
        pytest.param("MAIL_SHARE", "90", 90, id="a number"),
        pytest.param("MAIL_WORKERS", "0", 0, id="none"),
        pytest.param("REPLY_TO", "me@example.org", "me@example.org", id="an address"),
        pytest.param("SECRET_PARAMETER", "/steady/secret", "/steady/secret", id="a name"),
        pytest.param("TAKES_FUTURE", "1", True, id="on"),
        pytest.param("TAKES_FUTURE", "0", False, id="off"),
    ],
)
def test_what_is_set_is_read(variable: str, text: str, value: object) -> None:
    assert getattr(Settings.from_env({**NEEDED, variable: text}), variable.lower()) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        pytest.param("SIGN_UP", "Open", id="a mode nobody knows"),
        pytest.param("MAIL_SHARE", "90 %", id="a number with a unit"),
        pytest.param("MAIL_WORKERS", "-1", id="below none"),
        pytest.param("MAIL_WORKERS", "²", id="a digit that is no number"),
        pytest.param("REPLY_TO", "me", id="no address"),
        pytest.param("REPLY_TO", "me@example.org\r\nBcc: all", id="a second header"),
        pytest.param("SENDER", "steady@bücher.example", id="an address outside ASCII"),
        pytest.param("SENDER", "St\udce9dy <steady@example.org>", id="bytes that are no text"),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(variable: str, text: str) -> None:
    with pytest.raises(SettingError, match=variable):
        Settings.from_env({**NEEDED, variable: text})

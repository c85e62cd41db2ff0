"""A reminder costs little more than its two templates: the templates are read once, and nothing is laid out again."""

import email
import email.policy
from email.message import EmailMessage

import jinja2
import pytest

from bench.mails import floor
from bench.mails import ours as ours_of
from chalicelib.adapters.emails import TEMPLATES


def test_the_floor_is_the_same_mail() -> None:
    ours, least = (email.message_from_bytes(made, policy=email.policy.default) for made in (ours_of(), floor()()))
    assert isinstance(ours, EmailMessage)
    assert isinstance(least, EmailMessage)
    for kind in ("plain", "html"):
        parts = [message.get_body((kind,)) for message in (ours, least)]
        said = [part.get_content() if part else "" for part in parts]
        assert said[0] == said[1] != ""
    headers = [{name for name in message if name != "Content-Type"} for message in (ours, least)]
    assert headers[0] == headers[1]


def test_a_second_reminder_reads_no_file_and_compiles_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    ours_of()
    asked: list[str] = []
    monkeypatch.setattr(jinja2.FileSystemLoader, "get_source", lambda *given: asked.append(str(given[-1])))
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *given, **more: asked.append("compiled"))
    ours_of()
    assert asked == []


def test_each_part_is_rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str | None] = []
    render = jinja2.Template.render

    def noted(template: jinja2.Template, *given: object, **more: object) -> str:
        rendered.append(template.name)
        return render(template, *given, **more)

    monkeypatch.setattr(jinja2.Template, "render", noted)
    ours_of()
    assert rendered == ["email/reminder.txt", "email/reminder.html"]


def test_what_lays_out_a_mail_is_not_shipped() -> None:
    shipped = (TEMPLATES.parent / "requirements.txt").read_text(encoding="utf-8")
    assert "mrml" not in shipped

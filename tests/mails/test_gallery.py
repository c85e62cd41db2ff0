"""The gallery shows every mail, with pictures where a browser is there and with the mails themselves where not."""

from html import unescape
from pathlib import Path

import pytest

from local.mails import gallery, shots
from local.mails.states import STATES
from local.pictures import LARGEST, PICTURES, PLACE


def test_it_shows_every_mail_with_its_subject_and_its_text(tmp_path: Path) -> None:
    page = unescape(gallery.write_gallery(tmp_path, has_pictures=False).read_text(encoding="utf-8"))
    for name, state in STATES.items():
        mail = state.mail
        assert page.count(f'<section id="{name}"') == 1
        assert f"<strong>{mail.subject}</strong>" in page
        assert mail.text in page
        assert (tmp_path / f"{name}.html").read_text(encoding="utf-8") == state.html
        assert f'<iframe src="{name}.html"' in page
    assert "<img" not in page


def test_what_a_list_of_mails_shows_is_found() -> None:
    said = {name: gallery.preheader_of(state.mail.html) for name, state in STATES.items()}
    assert said["check_in"] == "1 minute is enough."
    assert said["emergency_us"] == "Call 911 now"
    assert all(said.values())


def test_without_a_browser_no_picture_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shots, "CHROMIUM", None)
    assert not shots.can_shoot()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_documents_is_small(name: str) -> None:
    kept = (PLACE / f"{name}.png").read_bytes()
    assert kept.startswith(b"\x89PNG")
    assert len(kept) <= LARGEST

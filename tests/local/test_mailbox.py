"""The mailbox shows a mail as its reader sees it, its pictures among them, and calls nothing from outside."""

from base64 import b64encode
from html import unescape

from msgspec.structs import replace

from chalicelib.ports.messages import Picture
from local.journal import SentMail
from local.mailbox import describe, mail_page
from tests.unit.adapters.test_ses import MAIL, send

PNG = b"\x89PNG" + bytes(range(200))


def test_pictures_are_shown_in_their_places() -> None:
    picture = Picture(name="body", png=PNG, alt="a body", width=336)
    mail = replace(MAIL, html=f'<p>Grüße</p><img src="cid:{picture.cid}" alt="a body">', pictures=(picture,))
    raw = send(mail).calls[0]["Content"]["Raw"]["Data"]
    sent = SentMail("m1", "2026-11-30T08:00:00Z", "steady@example.org", ["ada@example.org"], {}, raw)
    page = unescape(mail_page(sent).body.decode())
    assert f'<img src="data:image/png;base64,{b64encode(PNG).decode()}" alt="a body">' in page
    assert "cid:" not in page
    assert f"cid:{picture.cid}" in describe(sent)["html"]

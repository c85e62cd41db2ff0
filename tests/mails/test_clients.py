"""Every mail is valid HTML, and leans on nothing that Gmail, Outlook or Apple Mail lack but what is listed here."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from local.mails.states import STATES
from tests.node.tools import tool

HEAD_ONLY: Final = "in the head only: it mends widths on a phone and colours in the dark, where the head is kept"
WORD: Final = "Outlook on Windows lays out with Word: square corners, its own wrapping; nothing is lost"
INLINE: Final = "in the style of each element, and in the forms that the note on this client allows"
TREE: Final = "for a screen reader where it is read; the tables and the order say the same without"
FRAME: Final = "the frame is drawn again inside the body, for clients that drop what the body says"
PREHEADER: Final = "hides the preheader; where it stays, it is one pixel high and in white"
ALLOWED: Final = {
    "@media": HEAD_ONLY, "Attribute selector": HEAD_ONLY, "Chaining selectors": HEAD_ONLY, "Class selector": HEAD_ONLY,
    "Descendant combinator": HEAD_ONLY, "Type selector": HEAD_ONLY, "!important keyword": HEAD_ONLY,
    "border-radius": WORD, "white-space": WORD, "word-break": WORD, "max-width": WORD, "display": WORD,
    "text-decoration": WORD, "background": INLINE, "border": INLINE, "direction": INLINE, "font-size": INLINE,
    "font-weight": INLINE, "line-height": INLINE, "margin": INLINE, "padding": INLINE, "text-align": INLINE,
    "<ul>, <ol> and <dl>": INLINE, "align attribute": INLINE, "width attribute": INLINE, "dir attribute": TREE,
    "aria-label attribute": TREE, "role attribute": TREE, "<body> element": FRAME, "display:none": PREHEADER,
    "overflow": PREHEADER,
}  # fmt: skip
"""What the linter finds and we keep, each with its reason."""
FOR_WORD: Final = re.compile(r"The “(border|cellpadding|cellspacing|align|width|bgcolor|valign)” attribute on the “t")
"""HTML calls these attributes obsolete and takes them; Word reads no other."""
FAR_FEWER: Final = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every mail as a file."""
    made = tmp_path_factory.mktemp("mails")
    for name, state in STATES.items():
        (made / f"{name}.html").write_text(state.mail.html, encoding="utf-8")
    return made


@pytest.mark.xdist_group("mails")
def test_no_client_is_asked_for_what_it_lacks(folder: Path) -> None:
    script = tool("@jsx-email/doiuse-email").parents[2] / "lint_mails.js"
    said: dict[str, list[str]] = json.loads(run(["node", str(script), str(folder)]))
    features = {found[1] for lines in said.values() for line in lines if (found := re.match(r"`([^`]+)`", line))}
    assert set(said) == {f"{name}.html" for name in STATES}
    assert features - set(ALLOWED) == set()
    assert set(ALLOWED) - features == set(), "listed, and no longer needed"
    assert len(ALLOWED) < FAR_FEWER


@pytest.mark.xdist_group("mails")
def test_every_mail_is_valid_html(folder: Path) -> None:
    jar = tool("vnu-jar") / "build" / "dist" / "vnu.jar"
    if shutil.which("java") is None:
        pytest.skip("java is not installed: nothing checks whether the mails are valid HTML")
    files = [str(path) for path in sorted(folder.iterdir())]
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    said: Any = json.loads(run(["java", "-Xss4m", "-jar", str(jar), *options, *files]))
    told = [(Path(one["url"]).name, one["message"]) for one in said["messages"]]
    assert [one for one in told if not FOR_WORD.match(one[1])] == []


def run(command: list[str]) -> str:
    """What the tool writes. One process for all mails: these tools take seconds to start."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout

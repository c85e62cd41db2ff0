"""The rehearsal's own parts: its small SES, its steps, and that it is run to the end by `make rehearse`."""

import json
import shutil
import subprocess
import sys
import urllib.request
from base64 import b64encode
from contextlib import nullcontext
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from local.rehearsal import walk
from local.rehearsal.emulator import EmulatorError, free_port, hold_to_lambda
from local.rehearsal.front import Front, standing
from local.rehearsal.previous import build_previous
from local.rehearsal.steps import NotHeldError, Steps, hold, wait_for
from local.tools import RefusedError

ROOT = Path(__file__).resolve().parents[2]


def send(front: Front, to: str, **more: Any) -> Any:
    mail = EmailMessage()
    mail["Subject"] = "Your week"
    mail.set_content("plain")
    asked = {
        "Content": {"Raw": {"Data": b64encode(bytes(mail)).decode()}},
        "Destination": {"ToAddresses": [to]},
        "EmailTags": [{"Name": "message", "Value": "m1"}, {"Name": "kind", "Value": "weekly"}],
        **more,
    }
    address = f"{front.address}/v2/email/outbound-emails"
    with urllib.request.urlopen(urllib.request.Request(address, json.dumps(asked).encode())) as answer:
        return json.load(answer)


def test_the_small_ses_keeps_the_mail_and_tells_what_became_of_it() -> None:
    told: list[dict[str, Any]] = []
    with standing(free_port(), free_port()) as front:
        front.publish = told.append
        front.bouncing.add("ben@example.org")
        assert send(front, "ann@example.org", ConfigurationSetName="steady") == {"MessageId": "rehearsed-1"}
        send(front, "ben@example.org", ConfigurationSetName="steady")
        send(front, "eve@example.org")
    first = front.sent[0]
    assert (first.to, first.tags["kind"], first.text.strip()) == ("ann@example.org", "weekly", "plain")
    assert [(event["eventType"], event["mail"]["tags"]["message"]) for event in told] == [
        ("Send", ["m1"]),
        ("Send", ["m1"]),
        ("Bounce", ["m1"]),
    ]
    assert told[-1]["bounce"]["bouncedRecipients"] == [{"emailAddress": "ben@example.org"}]


def test_a_step_that_does_not_hold_says_so_and_ends_the_rehearsal() -> None:
    lines: list[str] = []
    steps = Steps(lines.append)
    with steps.step("one"):
        hold([1], "nothing")
    with pytest.raises(NotHeldError, match="seen"), steps.step("two"):
        hold([], "seen")
    assert [line.split()[0] for line in lines] == ["held", "FAILED"]
    assert steps.total().startswith("1 steps held")


def test_what_never_comes_is_waited_for_no_longer_than_said() -> None:
    with pytest.raises(NotHeldError, match="a mail did not come within 0 s"):
        wait_for(lambda: None, 0, "a mail")


@pytest.mark.parametrize(
    ("version", "system", "machine", "fits"),
    [
        pytest.param((3, 11, 7), "Linux", "x86_64", True, id="as Lambda"),
        pytest.param((3, 12, 0), "Linux", "x86_64", False, id="a newer Python"),
        pytest.param((3, 11, 7), "Darwin", "arm64", False, id="a Mac"),
        pytest.param((3, 11, 7), "Linux", "aarch64", False, id="another processor"),
    ],
)
def test_where_the_package_cannot_run_nothing_is_tried(
    version: tuple[int, ...], system: str, machine: str, fits: bool
) -> None:
    says = nullcontext() if fits else pytest.raises(EmulatorError, match=r"made for Python 3\.11 on Linux x86_64")
    with says:
        hold_to_lambda(version, system, machine)


def test_a_folder_without_the_release_before_says_what_it_takes(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="git fetch --unshallow"):
        build_previous(tmp_path, tmp_path / "sources")


def test_a_rehearsal_that_breaks_keeps_the_emulators_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(root: Path, folders: walk.Folders, steps: Steps) -> None:
        (folders.work / "emulator.log").write_text("what it said")
        raise ConnectionResetError

    monkeypatch.setattr(walk, "rehearse", breaks)
    (tmp_path / "build").mkdir()
    with pytest.raises(ConnectionResetError):
        walk.main(tmp_path)
    assert (tmp_path / "build/rehearsal.log").read_text() == "what it said"


@pytest.mark.long
@pytest.mark.skipif(shutil.which("git") is None, reason="the release before is built from git")
def test_the_whole_rehearsal_holds() -> None:
    command = [sys.executable, "-m", "local", "rehearse"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

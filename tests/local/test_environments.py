"""An environment for tools is made once, and again only where what is wanted has changed."""

from pathlib import Path

import pytest

from local import environments
from local.environments import set_up
from local.tools import RefusedError


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was run: each time the word by which it is told apart."""
    found: list[str] = []

    def run(command: list[str], folder: Path) -> None:
        if "venv" in command:
            (Path(command[-1]) / "bin").mkdir(parents=True, exist_ok=True)
            (Path(command[-1]) / "bin/python").touch()
        elif "broken" in Path(command[-1]).read_text():
            raise RefusedError("pip failed.")
        found.append("venv" if "venv" in command else "pip")

    monkeypatch.setattr(environments, "run", run)
    return found


def test_it_is_made_once_for_one_list(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "list.txt").write_text("segno==1\n")
    first = set_up(tmp_path / "tools", tmp_path / "list.txt")
    assert set_up(tmp_path / "tools", tmp_path / "list.txt") == first == tmp_path / "tools/bin/python"
    assert made == ["venv", "pip"]


def test_another_list_makes_it_again(tmp_path: Path, made: list[str]) -> None:
    for pins in ("segno==1\n", "segno==2\n"):
        (tmp_path / "list.txt").write_text(pins)
        set_up(tmp_path / "tools", tmp_path / "list.txt")
    assert made == ["venv", "pip", "venv", "pip"]


def test_one_that_was_not_finished_is_not_taken_for_made(tmp_path: Path, made: list[str]) -> None:
    (tmp_path / "list.txt").write_text("broken==1\n")
    for _ in range(2):
        with pytest.raises(RefusedError):
            set_up(tmp_path / "tools", tmp_path / "list.txt")
    assert made == ["venv", "venv"]

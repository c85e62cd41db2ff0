"""A few hundred of the mixed runs; `make soak` plays 10,000. A failure names its seed."""

import logging

import pytest

from tests.faults.soak import main, play, problems


@pytest.mark.parametrize("first", [1, 101, 201, 301])
def test_a_hundred_mixed_runs(first: int) -> None:
    found = {seed: wrong for seed in range(first, first + 100) if (wrong := problems(seed))}
    assert not found, f"play it again with: python -m tests.faults.soak --runs 1 --seed {min(found)}"


def test_a_seed_plays_the_same_each_time() -> None:
    first, again = play(7), play(7)
    assert first == again
    assert len(first[0]) > 3


def test_the_command_says_how_many_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--runs", "2", "--seed", "7"]) == 0
    assert "2 runs from seed 7, 0 failed" in capsys.readouterr().out


def test_the_command_leaves_the_log_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    main(["--runs", "1", "--seed", "7"])
    logging.getLogger("steady").error("heard")
    assert caplog.messages[-1] == "heard"

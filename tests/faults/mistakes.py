"""Mistakes that are easily made in delivery, each with the test that must notice: `python -m tests.faults.mistakes`.

A mistake is made in a scratch copy of the tree, and the named test is run there. One that nothing notices fails.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
COPIED: Final = (".chalice", "bench", "chalicelib", "local", "templates", "tests")
FILES: Final = ("app.py", "pyproject.toml")
AT_MOST_SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class Mistake:
    """In `path` the text `right`, which stands there once, becomes `wrong`; `caught_by` must then fail."""

    name: str
    path: str
    right: str
    wrong: str
    caught_by: str


DELIVER, SWEEP = "chalicelib/usecases/deliver_message.py", "chalicelib/usecases/sweep_due.py"
STORE, EVENTS = "chalicelib/adapters/dynamo/messages.py", "chalicelib/doors/events.py"
MATRIX, REWRITES = "tests/faults/test_matrix.py", "tests/faults/test_rewrites.py"
SINGLE: Final = f"{MATRIX}::test_one_fault_loses_no_safety_mail_and_doubles_no_reminder"

MISTAKES: Final = (
    Mistake(
        "marked before it is sent",
        DELIVER,
        "    try:\n        _try(services, mail, is_time_up)",
        '    _settle(services, ref, "sent", now)\n    try:\n        _try(services, mail, is_time_up)',
        SINGLE,
    ),
    Mistake(
        "what is left unprocessed is ignored",
        "chalicelib/adapters/dynamo/table.py",
        'left = self.client.batch_write_item(RequestItems=left).get("UnprocessedItems")',
        "self.client.batch_write_item(RequestItems=left)\n                left = None",
        f"{REWRITES}::test_an_erasure_goes_on_until_nothing_is_left_unprocessed",
    ),
    Mistake(
        "a glance that was old is taken again",
        "chalicelib/usecases/record_entry.py",
        "            # somebody was faster, or the glance was old\n            open_next = open_log\n",
        "            continue\n",
        f"{REWRITES}::test_a_replica_that_is_behind_hides_no_log_from_the_next",
    ),
    Mistake(
        "a glance by which nothing is written is believed",
        "chalicelib/usecases/record_entry.py",
        "elif open_next is glance and not decided.added:",
        "elif open_next is glance and not drafts:",
        f"{REWRITES}::test_a_replica_that_is_behind_answers_for_nothing_that_is_gone",
    ),
    Mistake(
        "the UTC day in the key",
        "chalicelib/domain/reminder.py",
        "today = local_date(at, zone)",
        "today = at.date()",
        "tests/faults/test_zones.py::test_each_reminder_comes_once_and_in_time_at_every_transition",
    ),
    Mistake(
        "a send is retried",
        "chalicelib/bootstrap.py",
        'once: Any = {"total_max_attempts": 1}',
        'once: Any = {"total_max_attempts": 3}',
        "tests/faults/test_one_attempt.py",
    ),
    Mistake(
        "an index read is trusted without holding it against the table",
        "chalicelib/adapters/dynamo/writes.py",
        '"ConditionExpression": "v = :seen",',
        '"ConditionExpression": "v = :seen OR attribute_exists(pk)",',
        f"{REWRITES}::test_an_index_that_lags_does_not_undo_a_change_where_nothing_is_told",
    ),
    Mistake(
        "a lease without a condition",
        STORE,
        'ConditionExpression="#s = :pending OR (#s = :leased AND lease_until <= :now)"',
        'ConditionExpression="#s = :pending OR #s = :leased OR lease_until <= :now"',
        "tests/faults/test_races.py::test_two_workers_on_dynamodb_send_once_wherever_they_meet",
    ),
    Mistake(
        "expiry is not looked at when a mail is delivered",
        DELIVER,
        "if message.expires_at is not None and message.expires_at <= now:",
        "if message.expires_at is None:",
        "tests/faults/test_outages.py::test_what_was_due_in_an_outage_is_sent_or_recorded_as_expired",
    ),
    Mistake(
        "safety mail on the queue of every mail",
        "chalicelib/adapters/sqs.py",
        "safety = [ref for ref in refs if ref.is_safety]",
        "safety = [ref for ref in refs if not ref.owner]",
        "tests/unit/adapters/test_sqs.py::test_safety_goes_first_and_alone",
    ),
    Mistake(
        "feedback by any topic is believed",
        EVENTS,
        'if not wired.feedback_topic or notification.get("TopicArn") != wired.feedback_topic:',
        "if not wired.feedback_topic:",
        "tests/doors/test_feedback.py::test_what_comes_by_another_topic_is_not_listened_to",
    ),
    Mistake(
        "an outcome is written over by a worker that comes late",
        STORE,
        'before = {f":b{place}": {"S": status} for place, status in enumerate(REPLACES[outcome])}',
        'before = {f":b{place}": {"S": status} for place, status in enumerate(REPLACES["sent"])}',
        "tests/contract/test_message_store.py::test_what_ended_is_not_given_back",
    ),
    Mistake(
        "a batch names nothing that failed",
        EVENTS,
        "if not _deliver(record, context, is_time_up, is_safety)\n",
        "if not _deliver(record, context, is_time_up, is_safety) and not record\n",
        "tests/faults/test_batches.py::test_only_what_failed_comes_back",
    ),
    Mistake(
        "quiet hours drop what they hold back",
        "chalicelib/domain/alerts.py",
        "return _send(country, standing, news, [], now) if is_urgent else (standing, [])",
        "return _send(country, standing, news, [], now) if is_urgent else (replace(standing, held={}), [])",
        SINGLE,
    ),
    Mistake(
        "one person who fails stops the shard",
        SWEEP,
        "except Exception as error:  # one poisoned person",
        "except KeyError as error:  # one poisoned person",
        "tests/faults/test_poison.py::test_every_position_of_a_shard",
    ),
    Mistake(
        "the cursor of a page is forgotten",
        SWEEP,
        "    while due.next is not None:",
        "    while due.next is not None and due.messages:",
        "tests/unit/usecases/test_sweep_limits.py::test_an_empty_page_with_a_cursor_is_not_the_last",
    ),
    Mistake(
        "an empty page ends a query",
        "chalicelib/adapters/dynamo/table.py",
        "            if after is None:",
        "            if after is None or not items:",
        f"{REWRITES}::test_a_log_and_an_erasure_go_on_after_an_empty_page",
    ),
    Mistake(
        "what its queue lost is not queued again",
        SWEEP,
        "return [ref] if services.messages.requeue(ref, now + EVERY, now) else []",
        "return []",
        SINGLE,
    ),
    Mistake(
        "a warning is not sent again when nobody knows whether it left",
        DELIVER,
        'SENT_AGAIN: Final = frozenset({"finding", ',
        "SENT_AGAIN: Final = frozenset({",
        SINGLE,
    ),
    Mistake(
        "a reminder is sent again when nobody knows whether it left",
        DELIVER,
        'SENT_AGAIN: Final = frozenset({"finding", ',
        'SENT_AGAIN: Final = frozenset({"reminder", "finding", ',
        SINGLE,
    ),
    Mistake(
        "a send without an answer counts as one that was refused",
        DELIVER,
        "if not error.may_have_left:",
        "if error.reason if hasattr(error, 'reason') else True:",
        SINGLE,
    ),
    Mistake(
        "what a throttle gave back keeps its lease",
        DELIVER,
        '_settle(services, ref, "failed" if error.permanent else "pending", now)',
        '_settle(services, ref, "failed", now) if error.permanent else None',
        f"{MATRIX}::test_a_throttle_alone_loses_nothing",
    ),
    Mistake(
        "an account that is suspended ends its warnings",
        "chalicelib/adapters/ses.py",
        'return SendFailed(f"SES answered {code}", permanent=False, of_account=True)',
        'return SendFailed(f"SES answered {code}", permanent=True)',
        "tests/faults/test_refusals.py::test_a_warning_waits_until_the_account_is_mended",
    ),
    Mistake(
        "an event does not settle what a crash left open",
        "chalicelib/usecases/settle_feedback.py",
        "if not is_known and not services.messages.settle(feedback.ref, feedback.outcome, now):",
        "if not is_known and now is None:",
        SINGLE,
    ),
    Mistake(
        "a glance is believed that a write came between",
        "chalicelib/adapters/dynamo/items.py",
        'return said is not None and special.get(STANDING, {}).get("v") != said',
        "return False",
        "tests/unit/adapters/test_glance.py::test_a_write_between_the_head_and_what_stands_shows",
    ),
    Mistake(
        "an event takes a message for settled that is not",
        "chalicelib/adapters/dynamo/messages.py",
        'return item is not None and item["status"]["S"] == outcome',
        "return item is not None",
        "tests/contract/test_message_store.py::test_what_ended_is_known",
    ),
    Mistake(
        "an hour that comes twice is taken the second time",
        "chalicelib/domain/localtime.py",
        "return datetime.combine(on, clock_time, tzinfo=place).astimezone(UTC)",
        "return datetime.combine(on, clock_time, tzinfo=place).replace(fold=1).astimezone(UTC)",
        "tests/faults/test_zones.py::test_each_reminder_comes_once_and_in_time_at_every_transition",
    ),
    Mistake(
        "a sweep decides by the clock of its machine and not at each moment",
        "chalicelib/domain/course.py",
        "while (due := lived.course.agenda.due_at) is not None and due <= until:",
        "if (due := lived.course.agenda.due_at) is not None and due <= until:",
        "tests/faults/test_outages.py::test_on_dynamodb",
    ),
)


def copy_tree(place: Path) -> Path:
    """What the tests need, in a place of its own."""
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
    for name in FILES:
        shutil.copy2(ROOT / name, place / name)
    return place


def make(tree: Path, mistake: Mistake) -> None:
    """Make the mistake. Raises ValueError where the right text does not stand there exactly once."""
    path = tree / mistake.path
    text = path.read_text()
    if text.count(mistake.right) != 1:
        raise ValueError(f"{mistake.path} has {text.count(mistake.right)} of: {mistake.right}")
    path.write_text(text.replace(mistake.right, mistake.wrong))


def first_to_notice(mistake: Mistake) -> str | None:
    """The first test that fails in a copy with the mistake in it; None where none does."""
    with TemporaryDirectory() as place:
        tree = copy_tree(Path(place))
        make(tree, mistake)
        options = ("-q", "-x", "-n", "0", "-p", "no:cacheprovider", "--no-header", "--tb=line", "-m", "not long")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, mistake.caught_by],
            cwd=tree,
            capture_output=True,
            text=True,
            timeout=AT_MOST_SECONDS,
            check=False,
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    found = re.search(r"^FAILED (\S+)", done.stdout, re.MULTILINE)
    return found[1] if found else None


def table() -> str:
    """The mistakes and the tests that notice them, for the document."""
    rows = (f"| {one.name} | `{one.path}` | `{one.caught_by}` |" for one in MISTAKES)
    return "\n".join(("| mistake | where | caught by |", "|---|---|---|", *rows)) + "\n"


def main(names: list[str]) -> int:
    """Make each mistake, or those whose names begin so; the number that nothing noticed."""
    survivors = 0
    for mistake in MISTAKES:
        if not names or any(mistake.name.startswith(name) for name in names):
            noticed = first_to_notice(mistake)
            survivors += noticed is None
            print(f"{mistake.name}: {noticed or 'SURVIVES'}", flush=True)
    print(f"{survivors} of {len(MISTAKES)} survive" if survivors else "all are caught")
    return survivors


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))

"""The cost model, with rows reckoned by hand, and the budget that the kept counts are held to."""

from dataclasses import replace

import pytest

from bench import prices
from bench.costs import Bill, bill_of, dollars_of_a_reminder
from bench.counts import Count, Counts, read_counts
from bench.fixed import asked_for_row, fixed_rows
from bench.lived import DAYS, Life, Stack, stack_of
from bench.tables import WANTED_PERCENT
from local.aws.dashboards import CHOICE, SHOWN
from local.package import ROOT
from local.resources import merged_resources

STACK = Stack(memory=1769, architecture="arm64", events=2, alarms=4, metrics=1, dashboards=1, log_days=30)


def counted(**changes: Count) -> Counts:
    """Operations that take nothing, but for these; a sweep that finds one who is due makes one transaction. The first
    log of a day is as another one, unless it is named."""
    nothing = Count(calls={}, read=0, write=0, cpu_ms=0)
    names = ("log", "page.log", "page.today", "warning", "sign_in", "confirm.sign_in", "event",
             "sweep.empty", "deliver.alone", "deliver.ten", "deliver.summary", "deliver.warning",
             "deliver.link")  # fmt: skip
    swept = Count(calls={"TransactWriteItems": 1}, read=0, write=0, cpu_ms=0)
    sweeps = {f"sweep.{name}": swept for name in ("reminders", "summary", "day_end.lived")}
    named = {name.replace("__", "."): count for name, count in changes.items()}
    for name in ("log.first_of_day", "log.lived", "check_in.lived"):
        named.setdefault(name, named.get("log", nothing))
    sizes = dict.fromkeys(("entry", "reminder", "weekly", "finding", "person", "standing", "carry"), 0.0)
    days = {"reminder_days": 30.0, "weekly_days": 400.0}
    return Counts(operations={**dict.fromkeys(names, nothing), **sweeps, **named}, items={**sizes, **days})


def dollars(bill: Bill, name: str) -> float:
    (row,) = [row for row in (*bill.ses, *bill.beside) if row.name == name]
    return row.dollars


def test_mails_alone_cost_a_tenth_of_a_dollar_a_thousand() -> None:
    bill = bill_of(counted(), STACK, Life(warnings=0, sign_ins=0))
    mails = 2 * DAYS + DAYS / 7
    assert bill.ses_dollars == pytest.approx(mails * 1000 * 0.10 / 1000)


def test_five_logs_a_day() -> None:
    log = Count(calls={"Query": 1, "TransactWriteItems": 1}, read=22, write=5, cpu_ms=84, out=1000)
    bill = bill_of(counted(log=log), STACK, Life(reminders=0, logs=5, check_ins=0, warnings=0, sign_ins=0))
    logs = 5 * DAYS * 1000
    assert dollars(bill, "API requests") == pytest.approx(logs * 3.5e-6)
    assert dollars(bill, "DynamoDB write units") == pytest.approx(logs * 5 * 0.625e-6)
    # 84 ms of a whole processor and two calls of 8 ms, with 1,769 MB
    assert dollars(bill, "Lambda GB-seconds") > logs * 0.1 * 1769 / 1024 * 0.0000133334
    assert dollars(bill, "answers to the internet, bytes") == pytest.approx(logs * 1000 * 0.09e-9)


@pytest.mark.parametrize(
    ("life", "notes"),
    [
        pytest.param(Life(logs=5, check_ins=0), 1, id="a token"),
        pytest.param(Life(logs=5, check_ins=0, by_page=5), 1, id="a browser"),
        pytest.param(Life(logs=5, check_ins=0, pages=10), 2, id="both"),
        pytest.param(Life(logs=0, check_ins=0), 0, id="neither"),
    ],
)
def test_a_use_is_noted_once_a_day_and_takes_no_request(life: Life, notes: int) -> None:
    """A log of one write, and the first of a day with one more."""
    log, first = (Count(calls={"UpdateItem": writes}, read=0, write=writes, cpu_ms=1) for writes in (1, 2))
    bill = bill_of(counted(log=log, log__first_of_day=first), STACK, life)
    logs = life.logs - life.by_page
    assert dollars(bill, "DynamoDB write units") == pytest.approx((logs + notes) * DAYS * 1000 * 0.625e-6)
    asked = logs + life.by_page * 3 + life.pages + (life.warnings + 2 * life.sign_ins) / DAYS
    assert dollars(bill, "API requests") == pytest.approx(asked * DAYS * 1000 * 3.5e-6)


def test_a_mail_is_sent_taken_and_deleted_and_brings_its_events() -> None:
    reminders = Count(calls={"TransactWriteItems": 1, "SendMessageBatch": 1}, read=0, write=7, cpu_ms=0)
    life = Life(reminders=1, logs=0, check_ins=0, warnings=0, sign_ins=0)
    bill = bill_of(counted(sweep__reminders=reminders), STACK, life)
    mails = DAYS * 1000
    assert dollars(bill, "SQS requests") == pytest.approx((mails * 3 + mails / 7 * 2) * 0.4e-6)
    assert dollars(bill, "SNS publishes") == pytest.approx((mails + mails / 7) * 2 * 0.5e-6)
    assert dollars(bill, "DynamoDB write units") == pytest.approx(mails * 7 * 0.625e-6)


def test_a_batch_of_ten_shares_what_the_queue_asks() -> None:
    alone, ten = (dollars(bill_of(counted(), STACK, Life(batch=batch)), "SQS requests") for batch in (1, 10))
    assert ten == pytest.approx(alone / 10)


def test_entries_add_up_and_mails_do_not() -> None:
    counts = counted()
    sizes = {**counts.items, "entry": 300.0, "reminder": 400.0}
    counts = Counts(operations=counts.operations, items=sizes)
    life = Life(reminders=2, logs=5, years=2)
    kept = 5 * 365.25 * 2 * (300 + 100) + 2 * 30 * (400 + 100)
    others = 57 * 100 + 12 * 100 + 3 * 100
    storage = dollars(bill_of(counts, STACK, life), "DynamoDB storage, bytes")
    assert storage == pytest.approx((kept + others) * 1000 * 0.25e-9, rel=0.001)


def test_a_function_of_less_memory_has_less_of_a_processor() -> None:
    log = Count(calls={}, read=0, write=0, cpu_ms=10)
    small = replace(STACK, memory=STACK.memory // 2)
    life = Life(reminders=0, logs=1, check_ins=0, warnings=0, sign_ins=0)

    def worked(stack: Stack) -> float:
        """What only the processor's time costs."""
        busy, idle = (bill_of(counts, stack, life) for counts in (counted(log=log), counted()))
        return dollars(busy, "Lambda GB-seconds") - dollars(idle, "Lambda GB-seconds")

    assert worked(small) == pytest.approx(worked(STACK), rel=0.001)


def test_the_budget_of_a_stack() -> None:
    """Five dollars a month by the list, every line counted: a dashboard that is not free is made only if asked for."""
    assert sum(row.dollars for row in fixed_rows(read_counts(), stack_of())) <= 5


def test_nobody_pays_for_a_dashboard_who_did_not_ask_for_one() -> None:
    template = merged_resources(ROOT)
    usual = {name: template["Parameters"][name]["Default"] for name in (CHOICE, SHOWN)}
    dashboards = [one for one in template["Resources"].values() if one.get("Type") == "AWS::CloudWatch::Dashboard"]
    made_where = [template["Conditions"][one["Condition"]]["Fn::Equals"] for one in dashboards]
    assert made_where == [[{"Ref": SHOWN}, "on"]]
    assert usual == {CHOICE: "auto", SHOWN: "off"}
    assert asked_for_row(STACK).dollars == asked_for_row(STACK).with_free_tier == 3.00


def test_the_budget_of_a_person() -> None:
    assert bill_of(read_counts(), stack_of(), Life()).share <= WANTED_PERCENT / 100


def test_a_reminder_in_a_crowd_is_what_the_million_people_cost() -> None:
    dollars = dollars_of_a_reminder(read_counts(), stack_of())
    assert 1e-4 < dollars < 1.5e-4


def test_a_stack_with_nobody_in_it() -> None:
    rows = {row.name: row for row in fixed_rows(counted(), STACK)}
    assert rows["alarms"].dollars == pytest.approx(0.40)
    # two queues, five pollers each, one request in 20 seconds
    assert rows["SQS requests"].dollars == pytest.approx(2 * 5 * 4320 * DAYS * 0.4e-6)
    assert rows["SQS requests"].with_free_tier == pytest.approx(rows["SQS requests"].dollars - prices.MILLION * 0.4e-6)

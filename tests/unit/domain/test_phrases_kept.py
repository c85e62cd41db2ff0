"""What a finding says is kept as a phrase, and says the same when it is read again."""

import msgspec
import pytest

from chalicelib.domain.finding import Finding, raise_finding, reason_document
from chalicelib.domain.phrase import phrase_of
from chalicelib.domain.signs import RULES
from chalicelib.domain.signs.rule import Rule
from local.rule_examples import NOW, Example
from tests.unit.reading.texts import rules_and_examples


@pytest.mark.parametrize(("rule", "example"), list(rules_and_examples()), ids=[f"{r.sign}-{r.level}" for r in RULES])
def test_a_reason_is_the_same_after_it_was_kept(rule: Rule, example: Example) -> None:
    holding = rule.look(example.timeline)
    assert holding is not None
    finding = raise_finding(holding, NOW, 1)
    kept = msgspec.json.decode(msgspec.json.encode(finding), type=Finding)
    assert kept == finding
    assert str(kept.phrase) == finding.because
    told = msgspec.json.decode(msgspec.json.encode(reason_document(finding)))
    assert str(phrase_of(told["phrase"])) == told["because"] == finding.because

"""People who were stored before a field was made are still read."""

import msgspec

from chalicelib.adapters.dynamo.items import person_item, person_of
from chalicelib.domain.agenda import Agenda, first_agenda
from local.mails.samples import NOW, PERSON


def test_a_person_from_before_there_were_experiments() -> None:
    item = person_item(PERSON, first_agenda(PERSON, NOW))
    for name, added in (("body", "experiment"), ("agenda", "switch_at")):
        # one who has none is stored as they were then
        assert added not in msgspec.json.decode(item[name]["S"])
    person, agenda = person_of(item)
    assert person == PERSON
    assert agenda == first_agenda(PERSON, NOW)
    assert Agenda().switch_at is None

"""The weekly self-check: every person has a due moment ahead, or nothing would ever reach them again.

It trusts no index, so it reads the table itself, a part each hour: the whole once a week. That is its price.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.errors import Stale
from chalicelib.ports import Services
from chalicelib.ports.log import Save

LOG: Final = logging.getLogger("steady")
PARTS: Final = 7 * 24
FROM_MINUTE, TO_MINUTE = 30, 35
"""One sweep an hour, away from the full hours at which most reminders are due."""
FAR: Final = timedelta(days=3)
"""Everybody's day ends within two; a due moment beyond that is as good as none."""


def check_agendas(services: Services, now: datetime) -> int:
    """Give each person of this hour's part a due moment where there is none; how many needed one."""
    if not FROM_MINUTE <= now.minute < TO_MINUTE:
        return 0
    found = services.messages.people_not_due(int(now.timestamp() // 3600) % PARTS, PARTS, now + FAR)
    for person_id in found:
        try:
            _repair(services, person_id, now)
        except Exception as error:  # one who cannot be read must not stop the others; the alarm counts these lines
            LOG.error("a person has no due moment", extra={"person": person_id, "error": type(error).__name__})
    return len(found)


def _repair(services: Services, person_id: str, now: datetime) -> None:
    person = services.log.load_person(person_id)
    if person is None:
        return
    try:
        services.log.save(Save(person_id=person_id, person=person, agenda=first_agenda(person, now), at=now))
    except Stale:
        # whoever wrote meanwhile wrote an agenda too
        return
    LOG.error("a person had no due moment and was given one", extra={"person": person_id})

"""Take a whole history in: keep what is new, assess once, tell what stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.agenda import plan_again
from chalicelib.domain.assessment import Assessment
from chalicelib.domain.course import Course
from chalicelib.domain.entries import Delete, Edit
from chalicelib.domain.errors import Conflict, Fault, InvalidInput
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.person import Person, Profile
from chalicelib.ports import Services
from chalicelib.ports.log import Kept, Loaded
from chalicelib.usecases.log_loading import country_of, open_whole
from chalicelib.usecases.receive_entries import receive_entries
from chalicelib.usecases.tangles import is_tangled


class Imported(Struct, frozen=True, kw_only=True):
    """How many entries were taken in, how many were there already, and what stands after."""

    added: int
    skipped: int
    assessment: Assessment
    country: str | None


def import_timeline(
    services: Services, person_id: str, profile: Profile, given: Sequence[Kept], tried: Sequence[Experiment] = ()
) -> Imported:
    """Add the entries and experiments whose ids are new. Raises InvalidInput for a receipt in the future (unless the
    instance plays histories), Conflict for an id that stands for something else or a second experiment under way, Stale
    where somebody writes at the same time.
    """
    now = services.clock()
    _refuse_future(services, given, now)
    opened = open_whole(services, person_id, now)
    loaded = opened.loaded
    new = _new_ones(loaded, given)
    added, changed = _attach(loaded, new)
    experiments = _new_experiments(services.log.load_experiments(person_id), tried)
    person = _with_experiment(replace(opened.course.person, profile=profile), experiments, now)
    agenda = plan_again(opened.course.agenda, person, now)
    standing = replace(opened.course.standing, imported_at=now)
    course = Course(person=person, agenda=agenda, standing=standing, country=country_of(services, person))
    log = replace(loaded.log.with_entries(kept.entry for kept in new), imported_at=now)
    tangled = is_tangled(_kept_after(loaded, added, changed), now)
    assessment = receive_entries(
        services, opened, course, log, now, added=added, changed=changed, experiments=experiments, is_tangled=tangled
    )
    return Imported(added=len(new), skipped=len(given) - len(new), assessment=assessment, country=course.country)


def _new_experiments(there: Sequence[Experiment], given: Sequence[Experiment]) -> list[Experiment]:
    known = {one.id: replace(one, told=0) for one in there}
    for one in given:
        if known.get(one.id, one) != one:
            raise Conflict(f"experiments: {one.id} stands for another experiment")
    return [one for one in given if one.id not in known]


def _with_experiment(person: Person, new: Sequence[Experiment], now: datetime) -> Person:
    """The person with the one under way. Its switches that have gone by are not told again."""
    zone = person.zone
    under_way = [one for one in new if one.state(now, zone) in ("planned", "running")]
    if not under_way:
        return person
    if person.experiment is not None or len(under_way) > 1:
        raise Conflict("experiments: one is under way already")
    told = sum(under_way[0].switch_at(place, zone) <= now for place in range(len(under_way[0].order)))
    return replace(person, experiment=replace(under_way[0], told=told))


def _refuse_future(services: Services, given: Sequence[Kept], now: datetime) -> None:
    if services.limits.takes_future:
        return
    faults = [
        Fault(f"entries[{place}].received_at", "lies in the future")
        for place, kept in enumerate(given)
        if kept.entry.received_at > now
    ]
    if faults:
        raise InvalidInput(*faults)


def _new_ones(loaded: Loaded, given: Sequence[Kept]) -> list[Kept]:
    known = {item.entry.id: item for kept in loaded.kept for item in (kept, *kept.changes)}
    keys = {kept.entry.key for kept in loaded.kept}
    new: list[Kept] = []
    base = (loaded.version + 1) * 1000
    for place, kept in enumerate(given):
        there = known.get(kept.entry.id)
        if there is None:
            known[kept.entry.id] = kept
            new.append(replace(kept, number=base + place, is_keyed=kept.entry.key not in keys))
            keys.add(kept.entry.key)
        elif dict(there.document) != dict(kept.document):
            raise Conflict(f"entries[{place}].id: {kept.entry.id} stands for another entry")
    return new


def _attach(loaded: Loaded, new: Sequence[Kept]) -> tuple[list[Kept], list[tuple[Kept, Kept]]]:
    """Put each change beside its entry: those in the file, and those kept before. An orphan stays by itself."""
    before: Mapping[str, Kept] = {kept.entry.id: kept for kept in loaded.kept}
    after = {**before, **{kept.entry.id: kept for kept in new if not isinstance(kept.entry, Edit | Delete)}}
    orphans: list[Kept] = []
    for kept in new:
        if isinstance(kept.entry, Edit | Delete):
            target = after.get(kept.entry.target)
            if target is None:
                orphans.append(kept)
            else:
                after[target.entry.id] = replace(target, changes=(*target.changes, kept))
    added = [kept for name, kept in after.items() if name not in before]
    changed = [(kept, after[name]) for name, kept in before.items() if after[name] is not kept]
    return [*added, *orphans], changed


def _kept_after(loaded: Loaded, added: Sequence[Kept], changed: Sequence[tuple[Kept, Kept]]) -> list[Kept]:
    entries = (*loaded.kept, *(after for _, after in changed), *added)
    return list({kept.entry.id: kept for kept in entries}.values())

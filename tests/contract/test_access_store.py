"""What `AccessStore` promises, held against the fake and against DynamoDB."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.domain.agenda import first_agenda
from chalicelib.domain.errors import Stale
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.ports.access import Access, Invite, Link
from chalicelib.ports.messages import ref_to
from tests.fakes.outside import MONDAY
from tests.fakes.samples import join, message, person, saved

HOUR = timedelta(hours=1)
LINK = Link(id="l1", purpose="sign_up", address="ann@example.org", expires_at=MONDAY + HOUR, timezone="Europe/London")


def access(name: str, who: str = "ann") -> Access:
    return Access(id=name, person_id=who, digest=f"digest-{name}", name="phone", scope="log", created_at=MONDAY)


def mail_link(services: Services, link: Link = LINK) -> None:
    services.access.add_link(link, message("confirm", f"confirm#{link.id}"))


@pytest.fixture
def people(services: Services) -> Services:
    """Services that know Ann and Bob, who have no token."""
    for name in ("ann", "bob"):
        services.access.remove_access(joined_access(services, name))
    return services


def joined_access(services: Services, name: str) -> Access:
    join(services, person(name))
    (found,) = services.access.list_access(name)
    return found


def use(services: Services, link: Link, who: str, token: str) -> None:
    joined = person(who)
    services.access.use_link(link, joined, first_agenda(joined, MONDAY), access(token, who))


def test_a_link_is_kept_with_its_mail(services: Services) -> None:
    mail_link(services)
    assert services.access.load_link(LINK.owner, "l1") == LINK
    assert services.access.load_link(LINK.owner, "l2") is None
    assert services.access.load_link("link-l2", "l1") is None
    assert services.messages.lease(ref_to("link-l1", "confirm#l1"), MONDAY, MONDAY + HOUR) is not None


def test_a_used_link_makes_the_person_and_is_gone_with_its_mail(services: Services) -> None:
    mail_link(services)
    use(services, LINK, "ann", "t1")
    assert services.access.load_link(LINK.owner, "l1") is None
    assert services.messages.lease(ref_to("link-l1", "confirm#l1"), MONDAY, MONDAY + HOUR) is None
    assert services.access.find_address("ann@example.org") == "ann"
    assert services.log.load_person("ann") == person("ann")
    assert services.access.find_access("digest-t1") == access("t1")


def test_a_link_is_used_once(services: Services) -> None:
    mail_link(services)
    use(services, LINK, "ann", "t1")
    with pytest.raises(Stale):
        use(services, LINK, "eve", "t2")
    assert services.log.load_person("eve") is None
    assert services.access.find_access("digest-t2") is None


def test_an_address_is_taken_once(services: Services) -> None:
    other = replace(LINK, id="l2")
    mail_link(services)
    mail_link(services, other)
    use(services, LINK, "ann", "t1")
    taken = replace(person("eve"), address="ann@example.org")
    with pytest.raises(Stale):
        services.access.use_link(other, taken, first_agenda(taken, MONDAY), access("t2", "eve"))
    assert services.access.load_link(other.owner, "l2") == other
    assert services.access.find_address("ann@example.org") == "ann"


def test_a_sign_in_link_only_opens_an_access(services: Services) -> None:
    join(services, person("ann"))
    link = replace(LINK, id="l9", purpose="sign_in", person_id="ann", timezone=None)
    services.access.add_link(link, message("sign_in", "sign_in#l9"))
    services.access.use_link(link, None, None, access("t9"))
    assert services.access.find_access("digest-t9") == access("t9")
    with pytest.raises(Stale):
        services.access.use_link(link, None, None, access("t10"))
    assert {found.id for found in services.access.list_access("ann")} == {"a-ann", "t9"}


def test_a_token_comes_and_goes(people: Services) -> None:
    first = replace(access("t1"), expires_at=MONDAY + HOUR, scope="full")
    people.access.add_access(first)
    people.access.add_access(access("t2"))
    people.access.add_access(access("t3", "bob"))
    assert people.access.find_access("digest-t1") == first
    assert {found.id for found in people.access.list_access("ann")} == {"t1", "t2"}
    people.access.remove_access(first)
    assert people.access.find_access("digest-t1") is None
    assert people.access.list_access("ann") == [access("t2")]


def test_a_use_is_noted_and_told_and_makes_no_token(people: Services) -> None:
    people.access.add_access(access("t1"))
    assert people.access.use_access("digest-t1", MONDAY + HOUR) == replace(access("t1"), used_at=MONDAY + HOUR)
    people.access.use_access("digest-t1", MONDAY + 2 * HOUR)
    found = people.access.find_access("digest-t1")
    assert found is not None
    assert found.used_at == MONDAY + 2 * HOUR
    assert people.access.list_access("ann") == [access("t1")]
    people.access.remove_access(found)
    assert people.access.use_access("digest-t1", MONDAY + 3 * HOUR) is None
    assert people.access.find_access("digest-t1") is None


def test_a_glance_at_a_token_sees_what_a_read_does(people: Services) -> None:
    assert people.access.find_access("digest-t1", is_glance=True) is None
    people.access.add_access(access("t1"))
    assert people.access.find_access("digest-t1", is_glance=True) == access("t1")
    used = people.access.use_access("digest-t1", MONDAY + HOUR)
    assert people.access.find_access("digest-t1", is_glance=True) == used
    people.access.remove_access(access("t1"))
    assert people.access.find_access("digest-t1", is_glance=True) is None


def test_a_token_is_never_written_over(people: Services) -> None:
    people.access.add_access(access("t1"))
    with pytest.raises(Stale):
        people.access.add_access(replace(access("t1"), person_id="eve"))
    assert people.access.find_access("digest-t1") == access("t1")


def test_a_count_stops_at_its_limit_and_says_when_it_starts_anew(services: Services) -> None:
    counts = [services.access.count("a", 3, MONDAY + n * HOUR / 60, HOUR) for n in range(4)]
    assert counts == [None, None, None, MONDAY + HOUR]
    assert services.access.count("b", 3, MONDAY, HOUR) is None
    assert services.access.count("a", 3, MONDAY + HOUR, HOUR) is None
    assert services.access.count("a", 2, MONDAY + HOUR, HOUR) is None
    assert services.access.count("a", 2, MONDAY + HOUR, HOUR) == MONDAY + 2 * HOUR


def test_a_limit_of_none_lets_nobody_through(services: Services) -> None:
    assert services.access.count("a", 0, MONDAY, HOUR) is not None


def test_an_invite_is_used_once(services: Services) -> None:
    invite = Invite(id="i1", expires_at=MONDAY + HOUR)
    links = [replace(LINK, id=name, address=f"{who}@example.org", invite=invite) for name, who in LETTERS.items()]
    for link in links:
        mail_link(services, link)
    assert not services.access.is_invite_used(invite)
    use(services, links[0], "ann", "t1")
    assert services.access.is_invite_used(invite)
    with pytest.raises(Stale):
        use(services, links[1], "bob", "t2")
    assert services.log.load_person("bob") is None


LETTERS = {"l1": "ann", "l2": "bob"}
NEW = "new@example.org"


def moving(services: Services) -> tuple[Link, Person]:
    """Ann, and the link to her new address."""
    join(services, person("ann"))
    link = replace(LINK, id="l9", purpose="address", address=NEW, person_id="ann")
    mail_link(services, link)
    return link, person("ann")


def test_an_address_is_moved_in_one_write(services: Services) -> None:
    link, ann = moving(services)
    services.access.move_address(link, ann, replace(ann, address=NEW), first_agenda(ann, MONDAY), access("t1"))
    assert services.access.find_address(NEW) == "ann"
    assert services.access.find_address("ann@example.org") is None
    assert services.access.load_link("ann", "l9") is None
    assert services.access.find_access("digest-t1") == access("t1")
    found = services.log.load_person("ann")
    assert found == replace(ann, address=NEW, version=1)


@pytest.mark.parametrize("why", ["taken", "used", "changed"])
def test_an_address_is_not_moved_where_somebody_was_first(services: Services, why: str) -> None:
    link, ann = moving(services)
    agenda = first_agenda(ann, MONDAY)
    if why == "taken":
        taken = replace(person("bob"), address=NEW)
        join(services, taken)
    if why == "used":
        services.access.use_link(link, None, None, access("t0"))
    if why == "changed":
        services.log.save(saved("ann", None, person=ann, agenda=agenda))
    with pytest.raises(Stale):
        services.access.move_address(link, ann, replace(ann, address=NEW), agenda, access("t1"))
    assert services.access.find_address("ann@example.org") == "ann"
    assert services.access.find_access("digest-t1") is None


def test_for_whom_is_gone_nothing_is_recorded(people: Services) -> None:
    people.log.erase(person("ann"))
    with pytest.raises(Stale):
        people.access.add_access(access("t1"))
    with pytest.raises(Stale):
        mail_link(people, replace(LINK, id="l9", purpose="sign_in", person_id="ann"))
    assert people.access.list_access("ann") == []
    assert people.access.load_link("ann", "l9") is None


def test_an_erasure_takes_links_to_sign_up_along_that_were_never_used(people: Services) -> None:
    unused = replace(LINK, id="l8", address=person("ann").address)
    mail_link(people, unused)
    people.log.erase(person("ann"))
    assert people.access.load_link(unused.owner, "l8") is None
    assert people.access.find_address("bob@example.org") == "bob"

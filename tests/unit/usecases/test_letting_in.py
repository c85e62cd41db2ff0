"""Who may come in: tokens that are trusted for less than a minute, links that are used once."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.errors import Forbidden, InvalidInput, NotFound, NotSignedIn, TooMany
from chalicelib.ports import Limits, Services
from chalicelib.ports.access import Access
from chalicelib.usecases.authenticate import authenticate, open_token, revoke_token
from chalicelib.usecases.change_person import erase_person
from chalicelib.usecases.confirm_link import confirm_link, read_link
from chalicelib.usecases.request_access import ask_to_join, ask_to_sign_in
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import MONDAY, Clock, Ids, RecordingQueue, services_on
from tests.fakes.samples import join, person

ANN = "ann@example.org"


class Watched(MemoryStore):
    """Counts how often a token is looked up, and keeps when its use was noted. A replica can fall behind."""

    def __init__(self) -> None:
        super().__init__()
        self.looked_up = 0
        self.noted: list[datetime] = []
        self.replica: dict[str, Access] | None = None

    def fall_behind(self) -> None:
        self.replica = dict(self.tokens)

    def find_access(self, digest: str, *, is_glance: bool = False) -> Access | None:
        self.looked_up += is_glance
        return self.replica.get(digest) if is_glance and self.replica is not None else super().find_access(digest)

    def use_access(self, digest: str, at: datetime) -> Access | None:
        self.noted.append(at)
        return super().use_access(digest, at)


class House:
    """A store, and as many processes on it as are asked for."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.store, self.clock, self.ids, self.limits = Watched(), Clock(), Ids(), limits
        self.services = self.process()

    def process(self) -> Services:
        return services_on(self.store, self.clock, self.limits, self.ids)

    def token(self) -> str:
        join(self.services, person("ann"))
        return open_token(self.services, "ann", "phone", "full")[0]

    def links(self) -> list[str]:
        """The tokens of the links that were mailed, oldest first."""
        found = [one.message.content["link"] for one in self.store.waiting.values() if "link" in one.message.content]
        return [self.services.signer.sign("link", value) for value in found]


def test_a_token_is_looked_up_once_a_minute() -> None:
    house = House()
    token = house.token()
    for _ in range(6):
        assert authenticate(house.services, token).person_id == "ann"
        house.clock.tick(seconds=10)
    assert house.store.looked_up == 1
    authenticate(house.services, token)
    assert house.store.looked_up == 2


@pytest.mark.parametrize(
    ("waits", "noted"),
    [
        pytest.param([], [MONDAY], id="the first use, to the moment"),
        pytest.param([timedelta(minutes=2), timedelta(hours=8)], [MONDAY], id="later ones of that day are not"),
        pytest.param(
            [timedelta(hours=12), timedelta(minutes=2)],
            [MONDAY, MONDAY + timedelta(hours=12)],
            id="the next day's first",
        ),
    ],
)
def test_a_use_is_noted_once_on_a_utc_date(waits: list[timedelta], noted: list[datetime]) -> None:
    house = House()
    token = house.token()
    authenticate(house.services, token)
    for wait in waits:
        house.clock.now += wait
        authenticate(house.services, token)
    assert house.store.noted == noted
    assert [one.used_at for one in house.store.tokens.values() if one.used_at] == noted[-1:]


def test_a_token_made_a_moment_ago_opens_where_a_replica_is_behind() -> None:
    house = House()
    house.store.fall_behind()
    assert authenticate(house.services, house.token()).person_id == "ann"


@pytest.mark.parametrize("is_noted", [True, False], ids=["used that day", "not used that day"])
def test_one_revoked_a_moment_ago_opens_only_where_nothing_shows_that_it_is_gone(is_noted: bool) -> None:
    """A replica that is behind still has it. To note its use shows that; else it is trusted as any, and no longer."""
    house = House()
    token, other = house.token(), house.process()
    access = authenticate(house.services, token)
    house.clock.tick(minutes=2) if is_noted else house.clock.tick(days=1)
    house.store.fall_behind()
    revoke_token(house.services, "ann", access.id)
    if is_noted:
        assert authenticate(other, token).id == access.id
    else:
        with pytest.raises(NotSignedIn):
            authenticate(other, token)
    house.store.fall_behind()
    house.clock.tick(seconds=56)
    with pytest.raises(NotSignedIn):
        authenticate(other, token)


def test_a_token_revoked_elsewhere_is_shut_within_a_minute() -> None:
    house = House()
    token, other = house.token(), house.process()
    access = authenticate(house.services, token)
    revoke_token(other, "ann", access.id)
    house.clock.tick(seconds=60)
    with pytest.raises(NotSignedIn):
        authenticate(house.services, token)


@pytest.mark.parametrize("is_erased", [True, False], ids=["erased", "revoked"])
def test_here_it_is_shut_at_once(is_erased: bool) -> None:
    house = House()
    token = house.token()
    access = authenticate(house.services, token)
    if is_erased:
        erase_person(house.services, "ann")
    else:
        revoke_token(house.services, "ann", access.id)
    with pytest.raises(NotSignedIn):
        authenticate(house.services, token)


def test_a_clock_that_was_set_back_trusts_nothing_it_knew() -> None:
    house = House()
    token = house.token()
    authenticate(house.services, token)
    house.clock.tick(days=-1)
    authenticate(house.services, token)
    assert house.store.looked_up == 2


@pytest.mark.parametrize("token", [None, "", "steady_", "steady_unknown", "other_id000000000000000001"])
def test_what_is_no_token_of_ours_opens_nothing(token: str | None) -> None:
    house = House()
    house.token()
    with pytest.raises(NotSignedIn):
        authenticate(house.services, token)


def test_a_token_for_logging_opens_no_more() -> None:
    house = House()
    house.token()
    token, access = open_token(house.services, "ann", "button", "log")
    assert authenticate(house.services, token, "log").id == access.id
    with pytest.raises(Forbidden):
        authenticate(house.services, token, "full")
    with pytest.raises(NotFound):
        revoke_token(house.services, "bob", access.id)


def test_reading_a_link_does_not_use_it_up() -> None:
    house = House()
    ask_to_join(house.services, ANN, "Europe/London", "source")
    (link,) = house.links()
    assert [read_link(house.services, link).purpose for _ in range(3)] == ["sign_up"] * 3
    assert confirm_link(house.services, link).person.address == ANN
    for use in (read_link, confirm_link):
        with pytest.raises(InvalidInput) as caught:
            use(house.services, link)
        assert caught.value.faults[0].field == "token"


def test_a_link_used_twice_at_the_same_moment_makes_one_person() -> None:
    house = House()
    ask_to_join(house.services, ANN, "Europe/London", "source")
    (link,) = house.links()
    find = house.store.find_address
    others: list[bool] = []

    def find_late(address: str) -> str | None:
        found = find(address)
        if not others:
            others.append(True)
            confirm_link(house.process(), link)
        return found

    house.store.find_address = find_late  # type: ignore[method-assign]
    with pytest.raises(InvalidInput):
        confirm_link(house.services, link)
    assert (len(house.store.partitions), len(house.store.tokens)) == (1, 1)


def test_a_second_sign_up_link_of_somebody_who_joined_makes_nobody() -> None:
    house = House()
    for _ in range(2):
        ask_to_join(house.services, ANN, "Europe/London", "source")
    first, second = house.links()
    confirm_link(house.services, first)
    with pytest.raises(InvalidInput):
        confirm_link(house.services, second)
    assert len(house.store.partitions) == 1


def test_a_link_lasts_a_day() -> None:
    house = House()
    ask_to_join(house.services, ANN, "Europe/London", "source")
    (link,) = house.links()
    house.clock.now += timedelta(days=1, microseconds=-1)
    assert read_link(house.services, link)
    house.clock.now += timedelta(microseconds=1)
    with pytest.raises(InvalidInput):
        confirm_link(house.services, link)


def test_a_link_of_somebody_erased_opens_nothing() -> None:
    house = House()
    house.token()
    ask_to_sign_in(house.services, ANN, "source")
    link = house.links()[-1]
    erase_person(house.services, "ann")
    with pytest.raises(InvalidInput):
        confirm_link(house.services, link)


def test_known_or_not_the_same_number_of_mails_and_counts() -> None:
    house = House()
    house.token()
    queue = house.services.queue
    assert isinstance(queue, RecordingQueue)
    for address in (ANN, "new@example.org"):
        for _ in range(5):
            ask_to_join(house.services, address, "Europe/London", "source")
        assert len(queue.take()) == 3


def test_a_source_is_told_when_to_come_back() -> None:
    house = House(Limits(requests_per_source=2))
    for _ in range(2):
        ask_to_sign_in(house.services, ANN, "source")
    house.clock.tick(minutes=20)
    with pytest.raises(TooMany) as caught:
        ask_to_sign_in(house.services, ANN, "source")
    assert caught.value.retry_after == 40 * 60
    ask_to_sign_in(house.services, ANN, "another source")

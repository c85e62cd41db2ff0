"""The doors that exist on one machine only: the mailbox and the clock."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from local.clock import LocalClock, read_instant, stamp
from local.embedded import EmbeddedAws
from local.exchange import Ask, Reply, json_reply, problem
from local.journal import Journal
from local.mailbox import describe, list_page, mail_page
from local.schedules import Schedules, StuckError

_YEARS = 10


class RefusedError(Exception):
    """A request that cannot be done; carries the status and the reason."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class LocalDoors:
    """Answers the local-only addresses, and nothing else."""

    def __init__(self, aws: EmbeddedAws, journal: Journal, clock: LocalClock, schedules: Schedules) -> None:
        self._aws, self._journal, self._clock, self._schedules = aws, journal, clock, schedules

    def answer(self, ask: Ask) -> Reply | None:
        """The reply, or None where the address is not one of these."""
        path = ask.path if ask.path == "/" else ask.path.removesuffix("/")
        known = {
            "/_local/mailbox": ("GET", self._mailbox),
            "/_local/advance": ("POST", self._advance),
            "/_local/clock": ("POST", self._set_clock),
            "/mailbox": ("GET", self._mailbox_page),
        }
        method, door = known.get(path, ("GET", self._mail_page if path.startswith("/mailbox/") else None))
        if door is None:
            return None
        if ask.method != method and not (method == "GET" and ask.method == "HEAD"):
            allowed = "GET, HEAD" if method == "GET" else method
            return problem(405, f"{ask.method} is not possible here.", ask, (("Allow", allowed),))
        if _is_foreign(ask):
            return problem(403, "This door opens to this machine's own pages only.", ask)
        try:
            return door(ask)
        except RefusedError as refused:
            return problem(refused.status, refused.detail, ask)

    def _mailbox(self, ask: Ask) -> Reply:
        return json_reply([describe(mail) for mail in self._journal.mails()])

    def _mailbox_page(self, ask: Ask) -> Reply:
        return list_page(self._journal.mails(), stamp(self._clock()))

    def _mail_page(self, ask: Ask) -> Reply:
        wanted = unquote(ask.path.removeprefix("/mailbox/").removesuffix("/"))
        for mail in self._journal.mails():
            if mail.id == wanted:
                return mail_page(mail)
        raise RefusedError(404, "There is no such mail.")

    def _advance(self, ask: Ask) -> Reply:
        target, now = _moment(ask, "to"), self._clock().replace(microsecond=0)
        if target < now:
            raise RefusedError(409, f"The clock only moves forward; it is {stamp(now)}.")
        if target.year - now.year > _YEARS:
            raise RefusedError(422, f"to: at most {_YEARS} years in one go.")
        try:
            advanced = self._schedules.advance(target)
        except StuckError as stuck:
            raise RefusedError(500, str(stuck)) from stuck
        return json_reply({"now": stamp(advanced.now), "sweeps": advanced.sweeps, "sent": advanced.sent})

    def _set_clock(self, ask: Ask) -> Reply:
        moment = _moment(ask, "now")
        if not self._aws.is_empty:
            raise RefusedError(409, "Only an empty instance can be set to another time; this one has been used.")
        if not self._clock.is_live and moment < self._clock():
            raise RefusedError(409, f"The clock only moves forward; it is {stamp(self._clock())}.")
        self._aws.clear()
        self._clock.hold(moment)
        self._schedules.sweep(moment)
        return json_reply({"now": stamp(moment)})


def _moment(ask: Ask, field: str) -> datetime:
    try:
        document: Any = json.loads(ask.body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "The body could not be read as JSON.") from None
    if not isinstance(document, dict):
        raise RefusedError(400, "The body must be a JSON object.")
    if set(document) != {field} or not isinstance(document[field], str):
        raise RefusedError(422, f"{field}: give exactly this field, as text.")
    try:
        return read_instant(document[field])
    except (ValueError, OverflowError) as fault:
        raise RefusedError(422, f"{field}: not a moment with its offset ({fault}).") from None


def _is_foreign(ask: Ask) -> bool:
    # Mails are private: a page elsewhere must not reach them through the browser or a rebound name.
    try:
        host = urlsplit("//" + ask.header("host")).hostname
        origin = urlsplit(ask.header("origin")).hostname
    except ValueError:
        return True
    names = {"127.0.0.1", "localhost"}
    return (host is not None and host not in names) or (ask.header("origin") != "" and origin not in names)

"""What outlives the process: every item, every mail and a few settled facts, in one SQLite file."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.values import text_of, with_bytes

Item = dict[str, Any]
Key = tuple[str, str]
Change = tuple[Key, Item | None]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS items (pk TEXT, sk TEXT, body TEXT NOT NULL, PRIMARY KEY (pk, sk)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mails (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, at TEXT NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, tags TEXT NOT NULL, raw BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class SentMail:
    """One mail as SES accepted it."""

    id: str
    at: str
    sender: str
    recipients: list[str]
    tags: dict[str, str]
    raw: bytes


class Journal:
    """Commits before it returns. Safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        # A killed process loses nothing at NORMAL; only a power cut could take the last commits.
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(_SCHEMA)

    def commit(self, changes: Iterable[Change]) -> None:
        """Keep all these items, or forget those that are None: all of them or none."""
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            for (pk, sk), item in changes:
                if item is None:
                    self._connection.execute("DELETE FROM items WHERE pk = ? AND sk = ?", (pk, sk))
                else:
                    row = (pk, sk, json.dumps(item, separators=(",", ":"), default=text_of))
                    self._connection.execute("INSERT OR REPLACE INTO items VALUES (?, ?, ?)", row)

    def items(self) -> Iterator[Item]:
        """Every item kept, in the order of its key."""
        with self._lock:
            rows = self._connection.execute("SELECT body FROM items ORDER BY pk, sk").fetchall()
        for (body,) in rows:
            yield json.loads(body, object_hook=with_bytes)

    def clear_items(self) -> None:
        """Forget every item."""
        with self._lock:
            self._connection.execute("DELETE FROM items")

    def keep_mail(self, mail: SentMail) -> None:
        """Append one mail."""
        row = (mail.id, mail.at, mail.sender, json.dumps(mail.recipients), json.dumps(mail.tags), mail.raw)
        statement = "INSERT INTO mails (id, at, sender, recipients, tags, raw) VALUES (?, ?, ?, ?, ?, ?)"
        with self._lock:
            self._connection.execute(statement, row)

    def mails(self) -> list[SentMail]:
        """Every mail, oldest first."""
        statement = "SELECT id, at, sender, recipients, tags, raw FROM mails ORDER BY number"
        with self._lock:
            rows = self._connection.execute(statement).fetchall()
        return [SentMail(r[0], r[1], r[2], json.loads(r[3]), json.loads(r[4]), r[5]) for r in rows]

    def count_mails(self) -> int:
        """How many mails were sent so far."""
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM mails").fetchone()[0])

    def recall(self, name: str) -> str | None:
        """The fact settled under this name, if any."""
        with self._lock:
            row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Settle a fact, over an earlier one of that name."""
        with self._lock:
            self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """No use after this."""
        with self._lock:
            self._connection.close()

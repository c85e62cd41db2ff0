"""A running instance of the tiny app."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.exchange import Ask, Reply
from local.instance import Instance
from local.wiring import open_instance
from tests.local.tiny import TinyApp


class Machine:
    """An instance, asked without HTTP."""

    def __init__(self, data: Path) -> None:
        self.data, self.tiny = data, TinyApp()
        self.instance = self._open()

    def _open(self) -> Instance:
        self.data.mkdir(exist_ok=True)
        load: Any = lambda: self.tiny  # noqa: E731
        return open_instance(self.data, "http://127.0.0.1:1", load, self.tiny.connect)

    def restart(self, recover: bool = True) -> None:
        self.instance.close()
        self.tiny = TinyApp()
        self.instance = self._open()
        if recover:
            self.instance.recover()

    def ask(self, method: str, path: str, body: Any = b"", query: str = "", **headers: str) -> Reply:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        return self.instance.answer(Ask(method, path, query, named, raw, "127.0.0.1"))

    def json(self, method: str, path: str, body: Any = b"", **headers: str) -> Any:
        return json.loads(self.ask(method, path, body, **headers).body)

    def item(self, sk: str) -> Any:
        key = {"pk": {"S": "note"}, "sk": {"S": sk}}
        return self.instance.aws.clients.dynamodb.get_item(TableName="steady", Key=key).get("Item")


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """What the machine does to the process's environment ends with the test."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def machine(tmp_path: Path, environment: None) -> Iterator[Machine]:
    machine = Machine(tmp_path / "data")
    yield machine
    machine.instance.close()

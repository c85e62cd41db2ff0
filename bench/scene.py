"""Ann at her browser and with her token, the gateway and the schedule: whatever asks Steady for something."""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any, Final
from urllib.parse import unquote, urlencode

from app import app, deliver, deliver_safety, feedback, sweep
from bench.events import scheduled
from bench.stage import NOW, AwsCall, Stage
from local.exchange import Ask, Reply
from local.gateway import WORTH_PACKING, Gateway, function_context

TOPIC: Final = "arn:aws:sns:us-east-1:123456789012:steady-feedback"
FORM: Final = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class Scene:
    """A stage and what a browser and the queues hold. `out` are the bytes of the answers, packed as by the gateway."""

    stage: Stage
    now: datetime = NOW
    token: str = ""
    jar: dict[str, str] = field(default_factory=dict)
    queued: dict[bool, list[str]] = field(default_factory=lambda: {False: [], True: []})
    mails: list[AwsCall] = field(default_factory=list)
    out: int = 0
    last_id: str = ""

    def at(self, moment: datetime) -> None:
        """The clock stands at this moment."""
        self.now = moment
        self.stage.hold(moment)

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request with the token; the document of the answer, None where there is none."""
        named = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        raw = b"" if body is None else json.dumps(body).encode()
        reply = self._ask(method, path, raw, named | {name.replace("_", "-"): value for name, value in headers.items()})
        is_json = any(name.lower() == "content-type" and "json" in value for name, value in reply.headers)
        return json.loads(reply.body) if is_json and reply.body else None

    def page(self, method: str, path: str, fields: Mapping[str, Any] | None = None) -> str:
        """One request of the browser; what it is given as cookies is kept."""
        jar = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        raw = urlencode(fields or {}, doseq=True).encode()
        reply = self._ask(method, path, raw, {"cookie": jar, "content-type": FORM, "accept": "text/html"})
        given = [value for name, value in reply.headers if name.lower() == "set-cookie"]
        self.jar |= dict(re.findall(r"^([\w-]+)=([^;]*)", "\n".join(given), re.MULTILINE))
        return reply.body.decode()

    def form(self, path: str, fields: Mapping[str, Any]) -> None:
        """Load a form's page, send it, and follow where that leads: three requests."""
        page = self.page("GET", path)
        hidden = {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
        }
        self.page("POST", path, {**hidden, **fields})

    def sweep(self, at: datetime) -> dict[str, int]:
        """The schedule's event."""
        self.at(at)
        swept: dict[str, int] = sweep(scheduled(at.isoformat()), function_context("sweep"))
        if swept["quarantined"] or swept["unfinished"]:
            raise RuntimeError(f"the sweep did not see to everybody: {swept}")
        return swept

    def collect(self) -> None:
        """Take up what was queued and mailed since the last time, and forget the calls."""
        for call in self.stage.calls:
            if call.name == "SendMessageBatch":
                is_safety = "safety" in call.params["QueueUrl"]
                self.queued[is_safety] += [one["MessageBody"] for one in call.params["Entries"]]
            if call.name == "SendEmail":
                self.mails.append(call)
        self.stage.calls.clear()

    def deliver(self, most: int, *, is_safety: bool = False) -> None:
        """One batch of a queue, of so many at most, as its worker gets it."""
        bodies, self.queued[is_safety] = self.queued[is_safety][:most], self.queued[is_safety][most:]
        records = [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]
        worker = deliver_safety if is_safety else deliver
        if not bodies or worker({"Records": records}, function_context("deliver"))["batchItemFailures"]:
            raise RuntimeError("nothing was queued, or something was not delivered")

    def work_off(self) -> None:
        """Deliver all that is queued, and forget the calls."""
        self.collect()
        for is_safety in (True, False):
            while self.queued[is_safety]:
                self.deliver(10, is_safety=is_safety)
                self.collect()

    def told(self, kind: str) -> None:
        """SES tells of the last mail."""
        tags = {tag["Name"]: [tag["Value"]] for tag in self.mails[-1].params["EmailTags"]}
        event = {"eventType": kind, "mail": {"messageId": "m", "tags": tags}}
        sns = {"Message": json.dumps(event), "TopicArn": TOPIC, "Subject": "An event", "MessageAttributes": {}}
        if (
            feedback({"Records": [{"EventSource": "aws:sns", "Sns": sns}]}, function_context("feedback"))["settled"]
            != 1
        ):
            raise RuntimeError("the event settled nothing")

    def link(self) -> str:
        """The token of the last mailed link."""
        text = self.mails[-1].params["Content"]["Raw"]["Data"].decode()
        found = re.search(r"confirm\?token=([\w.%/-]+)", text.replace("=\r\n", "").replace("=3D", "="))
        if found is None:
            raise RuntimeError("no link was mailed")
        return unquote(found[1])

    def _ask(self, method: str, path: str, raw: bytes, headers: Mapping[str, str]) -> Reply:
        path, _, query = path.partition("?")
        named = {"host": "steady.example", **headers}
        clock: Any = self.stage.services.clock
        asked = Ask(method, path, query, tuple(named.items()), raw, "192.0.2.1")
        reply = Gateway(app, clock).answer(asked)
        if reply.status >= 400:
            raise RuntimeError(f"{method} {path} was answered {reply.status}: {reply.body[:300]!r}")
        self.out += len(gzip.compress(reply.body)) if len(reply.body) >= WORTH_PACKING else len(reply.body)
        return reply


def later(scene: Scene, **step: int) -> None:
    """Time goes by."""
    scene.at(scene.now + timedelta(**step))

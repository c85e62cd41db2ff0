"""What people and the schedule do, one operation at a time, on moto or on the emulator alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bench.events import EPISODE, FACE_DROOP
from bench.lives import ALONE_AT, ANN, ENDS_AT, REMINDED, REMINDS_AT, SUMS_UP_AT
from bench.scene import Scene, later
from bench.stage import NOW

TURNS: Final = 5
CHECK_IN: Final = {
    "sleep_hours": 7, "caffeine_servings": 2, "last_caffeine": "11:00", "water_litres": 1.6, "stress": 3, "exertion": 1,
    "alcohol_units": 0, "stretch_minutes": 5, "relax_minutes": 5, "magnesium_food": True, "twitched": True,
}  # fmt: skip
FIELDS: Final = {name: str(value).lower() for name, value in CHECK_IN.items()}
FATIGUE: Final = {"type": "symptom", "name": "fatigue", "severity": 2}
NEWCOMER: Final = {"email": "newcomer@steady.example", "timezone": "Europe/Berlin"}
Do = Callable[[Scene, int], object]


def nothing(scene: Scene, turn: int) -> None:
    """Nothing comes before it."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that is done. `first` comes before it uncounted, and it is done `turns` times for `share` people."""

    name: str
    do: Do
    first: Do = lambda scene, turn: later(scene, minutes=3)
    turns: int = TURNS
    share: int = 1


def log(scene: Scene, turn: int, **more: Any) -> None:
    """A twitch, unlike the one before."""
    answer = scene.api("POST", "/v1/entries", {**EPISODE, "minutes": turn + 3, **more})
    scene.last_id = answer["entry"]["id"]


def _log_one(scene: Scene, turn: int) -> None:
    later(scene, minutes=3)
    log(scene, turn + 30)


def _new_token(scene: Scene, turn: int) -> None:
    """A token without a noted use is as good as one that was last used on another day."""
    later(scene, minutes=3)
    if not turn:
        # one of a day's first logs changes what stands; without this one it would come in the turn that is counted
        log(scene, 9)
    scene.token = scene.stage.token(ANN)


def _edit(scene: Scene, turn: int) -> None:
    scene.api("PATCH", f"/v1/entries/{scene.last_id}", {"minutes": turn + 20})


def _all_delivered(scene: Scene, turn: int) -> None:
    scene.work_off()
    later(scene, minutes=3)


def _browse(scene: Scene, turn: int) -> None:
    scene.jar["__Host-steady"] = scene.token
    later(scene, minutes=3)


def _sign_in(scene: Scene, turn: int) -> None:
    scene.api("POST", "/v1/sign-in", {"email": NEWCOMER["email"]})


def _confirm(scene: Scene, turn: int) -> None:
    scene.api("POST", "/v1/confirm", {"token": scene.link()})


OPERATIONS: Final = (
    Operation("sweep.empty", lambda scene, turn: scene.sweep(NOW), nothing),
    Operation("sweep.reminders", lambda scene, turn: scene.sweep(REMINDS_AT), nothing, 1),
    Operation("deliver.ten", lambda scene, turn: scene.deliver(REMINDED), nothing, 1, REMINDED),
    Operation("event", lambda scene, turn: scene.told("Send"), nothing),
    Operation("sweep.alone", lambda scene, turn: scene.sweep(ALONE_AT), nothing, 1),
    Operation("deliver.alone", lambda scene, turn: scene.deliver(1), nothing, 1),
    Operation("sweep.summary", lambda scene, turn: scene.sweep(SUMS_UP_AT), nothing, 1),
    Operation("deliver.summary", lambda scene, turn: scene.deliver(1), nothing, 1),
    Operation("sweep.day_end", lambda scene, turn: scene.sweep(ENDS_AT), nothing, 1),
    Operation("log.first_of_day", log, _new_token),
    Operation("log", log),
    Operation("log.keyed", lambda scene, turn: log(scene, turn, key=f"key-{turn}".rjust(20, "k"))),
    Operation("check_in", lambda scene, turn: scene.api("POST", "/v1/entries", {"type": "check_in", **CHECK_IN})),
    Operation("symptom", lambda scene, turn: scene.api("POST", "/v1/entries", FATIGUE)),
    Operation("edit", _edit),
    Operation("assessment", lambda scene, turn: scene.api("GET", "/v1/assessment")),
    Operation("entries", lambda scene, turn: scene.api("GET", "/v1/entries")),
    Operation("delete", lambda scene, turn: scene.api("DELETE", f"/v1/entries/{scene.last_id}"), _log_one),
    Operation("page.log", lambda scene, turn: scene.form("/log", {"area": "calf", "minutes": turn + 1}), _browse),
    Operation("page.check_in", lambda scene, turn: scene.form("/check-in", FIELDS), _browse),
    Operation("page.today", lambda scene, turn: scene.page("GET", "/today"), _browse),
    Operation("page.week", lambda scene, turn: scene.page("GET", "/week"), _browse),
    Operation("export", lambda scene, turn: scene.api("GET", "/v1/export?format=timeline"), turns=3),
    Operation("warning", lambda scene, turn: scene.api("POST", "/v1/entries", FACE_DROOP), _all_delivered, 1),
    Operation("deliver.warning", lambda scene, turn: scene.deliver(1, is_safety=True), nothing, 1),
    Operation("sign_up", lambda scene, turn: scene.api("POST", "/v1/people", NEWCOMER), _all_delivered, 1),
    Operation("deliver.link", lambda scene, turn: scene.deliver(1), nothing, 1),
    Operation("confirm", _confirm, nothing, 1),
    Operation("sign_in", _sign_in, _all_delivered, 1),
    Operation("confirm.sign_in", _confirm, _all_delivered, 1),
)
"""In the order of the day. `sweep.*` are whole sweeps."""

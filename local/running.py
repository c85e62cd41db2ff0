"""`make run`: claim the folder and the port, wire, say the address, serve until told to stop."""

import importlib
import os
import signal
import sys
import threading
from pathlib import Path
from types import ModuleType

from chalicelib.config import SettingError
from local.readable_lines import log_readably
from local.server import LocalServer, serve
from local.wiring import Connect, FolderInUseError, Load, connect_steady, open_folder, open_instance


def _load() -> ModuleType:
    # Only now, with AWS and the settings in place.
    return importlib.import_module("app")


def run(port: int, data: Path, load: Load = _load, connect: Connect = connect_steady) -> int:
    """Serve until SIGTERM or SIGINT. 1 where the port or the folder is taken, or a setting is wrong."""
    try:
        server = LocalServer(port)
    except (OSError, OverflowError) as fault:
        print(f"Port {port} cannot be used ({fault}). Try another: make run PORT=8001", file=sys.stderr)
        return 1
    try:
        claim = open_folder(data)
    except FolderInUseError:
        print(f"{data} is in use by another Steady. Try another: make run DATA=.steady2", file=sys.stderr)
        return 1
    with claim:
        try:
            return _serve(server, data, load, connect)
        except SettingError as fault:
            print(f"{fault}: docs/configuration.md has every setting.", file=sys.stderr)
            return 1


def _serve(server: LocalServer, data: Path, load: Load, connect: Connect) -> int:
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    log_readably()
    server.instance = open_instance(data, server.address, load, connect)
    print(f"Steady is at {server.address}", flush=True)
    server.instance.recover()
    if os.environ.get("DEMO") == "1":
        from local.demo import open_demo

        print(f"Sign in as the demo person: {open_demo(server.instance)}", flush=True)
    serve(server, stopped)
    return 0

"""One HTTP exchange: what was asked, and what is answered."""

import json
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Any

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ask:
    """A request as it came in; path and query still percent-encoded."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes
    source: str

    def header(self, name: str) -> str:
        """The last value under this name, or an empty text."""
        return next((value for key, value in reversed(self.headers) if key.lower() == name), "")

    @property
    def wants_page(self) -> bool:
        """Whether a person's browser asks, outside the machine-facing paths."""
        is_for_machines = any(self.path == root or self.path.startswith(root + "/") for root in ("/v1", "/_local"))
        return not is_for_machines and "text/html" in self.header("accept")


@dataclass(frozen=True)
class Reply:
    """An answer, whole, ready to be written in one go."""

    status: int
    headers: Headers
    body: bytes


def json_reply(document: Any, status: int = 200) -> Reply:
    """The document as JSON."""
    headers = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
    return Reply(status, headers, json.dumps(document, ensure_ascii=False).encode())


def page_reply(html: str, status: int = 200, extra: Headers = ()) -> Reply:
    """A page for a person."""
    return Reply(status, (("Content-Type", "text/html; charset=utf-8"), *extra), html.encode())


def problem(status: int, detail: str, ask: Ask | None = None, extra: Headers = ()) -> Reply:
    """An RFC 9457 problem, or a small page where a browser asked."""
    title = HTTPStatus(status).phrase
    if ask is not None and ask.wants_page:
        return page_reply(_PAGE.format(title=escape(title), detail=escape(detail)), status, extra)
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Reply(status, (("Content-Type", "application/problem+json"), *extra), json.dumps(document).encode())


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  body {{ font: 1.05rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1.25rem }}
</style>
<h1>{title}</h1>
<p>{detail}</p>
<p><a href="/">Back to the start</a></p>
</html>
"""

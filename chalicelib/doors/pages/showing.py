"""How a page is answered: HTML under a strict policy, a redirect after a form, a page for every error."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from chalice.app import Blueprint, Response

from chalicelib.adapters.pages import PageRenderer
from chalicelib.bootstrap import services
from chalicelib.domain.errors import NotSignedIn, SteadyError, TooMany
from chalicelib.doors.pages.sessions import Browser, browser_of
from chalicelib.doors.pages.wanted import remember_page
from chalicelib.doors.problems import STATUS, answered
from chalicelib.doors.requests import READ_TYPES, call_of

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WORKER: Final = "steady-worker"
HEADERS: Final[Mapping[str, str]] = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SAID: Final[Mapping[int, str]] = {
    400: "What was sent could not be read.",
    404: "There is no such page.",
    409: "Something else was saved at the same moment. Go back and try again.",
    413: "That is more than can be taken at once.",
    415: "This page takes the form it shows, and nothing else.",
    422: "This link was used, has expired, or is not one of ours.",
    429: "That is too many requests. Try again in an hour.",
    500: "Something went wrong here. Nothing was half stored.",
}
PageView = Callable[..., Response]


def prefix_of(browser: Browser) -> str:
    """The path that every link begins with."""
    return urlsplit(browser.call.services.base_url).path


def show(browser: Browser, name: str, status: int = 200, *, has_form: bool = True, **values: Any) -> Response:
    """A page, with what every page needs. A page without a form of ours sets no cookie."""
    # a failure may be the store's, which knows the owner: such a page leaves it open
    owner = owner_of(browser) if status < 500 else None
    signed = {"csrf": browser.csrf, "is_signed_in": browser.token is not None, "owner": owner}
    body = PageRenderer(prefix_of(browser)).render(name, {**signed, "is_shell": False, "status": status, **values})
    return Response(
        body=body, status_code=status, headers=with_cookies(dict(HEADERS), browser.cookies() if has_form else [])
    )


def shell(browser: Browser, name: str, **values: Any) -> Response:
    """A page as a browser keeps it for when there is no network: nobody's, and the same for everybody."""
    nobodys: dict[str, Any] = {
        "csrf": "",
        "key": "",
        "given": {},
        "faults": {},
        "owner": None,
        "is_signed_in": True,
        "is_shell": True,
    }
    body = PageRenderer(prefix_of(browser)).render(name, {**nobodys, **values})
    return Response(body=body, headers=dict(HEADERS))


def owner_of(browser: Browser) -> str:
    """A name for whose session it is that says nothing of the person, empty where there is none."""
    access = browser.access if browser.token is not None else None
    return browser.call.services.signer.digest(f"queue|{access.person_id}") if access else ""


def go(browser: Browser, path: str, cookies: Sequence[str] | None = None) -> Response:
    """303 to one of our own pages. The worker cannot look behind a redirect, so it gets a 200 that names the page."""
    headers = {"Location": prefix_of(browser) + path, "Cache-Control": "no-store", "Content-Type": "text/html"}
    status = 200 if WORKER in browser.call.headers else 303
    return Response(body="", status_code=status, headers=with_cookies(headers, cookies or browser.cookies()))


def with_cookies(headers: dict[str, Any], cookies: Sequence[str]) -> dict[str, Any]:
    """The headers with the cookies. Two of them go as a list, which chalice sends as two headers."""
    return {**headers, "Set-Cookie": list(cookies)} if cookies else headers


def page(blueprint: Blueprint, path: str, method: str) -> Callable[[PageView], PageView]:
    """Register a page's view: it gets the browser and the path's parts. Errors become pages."""

    def register(view: PageView) -> PageView:
        @wraps(view)
        def door(**parts: str) -> Response:
            browser = browser_of(call_of(blueprint.current_request, None, services()))
            response = answered(lambda: _view(browser, view, parts, path if method == "GET" else ""))
            return show(browser, "problem", 500, said=SAID[500]) if response.status_code == 500 else response

        register_at: Any = blueprint.route
        registered: PageView = register_at(path, methods=[method], content_types=READ_TYPES, name=view.__name__)(door)
        return registered

    return register


def _view(browser: Browser, view: PageView, parts: Mapping[str, str], wanted: str) -> Response:
    try:
        return view(browser, **parts)
    except NotSignedIn:
        return go(browser, "/sign-in", [*browser.cookies(is_over=True), remember_page(browser, wanted)])
    except SteadyError as error:
        return problem_page(browser, error)


def problem_page(browser: Browser, error: SteadyError) -> Response:
    """An error as a page."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    said = str(error) if status == 403 else SAID.get(status, HTTPStatus(status).phrase)
    response = show(browser, "problem", status, said=said[:1].upper() + said[1:])
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response

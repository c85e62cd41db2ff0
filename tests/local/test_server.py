"""The server, asked over real sockets, with good and with broken requests."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from local.server import LocalServer


@pytest.fixture
def port(machine: Any) -> Iterator[int]:
    server = LocalServer(0)
    server.instance = machine.instance
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    reply: Any = connection.getresponse()
    reply.raw = reply.read()
    connection.close()
    return reply


def raw(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
        one.sendall(text)
        one.shutdown(socket.SHUT_WR)
        found = b""
        while chunk := one.recv(65536):
            found += chunk
        return found


def test_routes_parts_and_queries(port: int) -> None:
    assert json.loads(ask(port, "GET", "/v1/notes/a%2Fb%20%C3%A4").raw) == {
        "name": "a/b ä",
        "ip": "127.0.0.1",
    }
    assert json.loads(ask(port, "GET", "/v1/notes/fixed/").raw) == {"fixed": True}
    assert json.loads(ask(port, "GET", "/notes?a=1&a=%26&b").raw) == {"query": ["1", "&"]}
    assert ask(port, "GET", "/v1/notes/%ff").status == 400


def test_unknown_routes_and_methods(port: int) -> None:
    missing = ask(port, "GET", "/v1/none", accept="text/html")
    assert (missing.status, missing.headers["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(missing.raw)["type"] == "about:blank"
    page = ask(port, "GET", "/none", accept="text/html")
    assert (page.status, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    for method in ("DELETE", "OPTIONS", "PROPFIND"):
        refused = ask(port, method, "/notes")
        assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert ask(port, "GET", "/_local/advance").headers["Allow"] == "POST"


def test_head_is_get_without_the_body(port: int) -> None:
    head, got = ask(port, "HEAD", "/notes"), ask(port, "GET", "/notes")
    assert (head.status, head.raw) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.raw))


def test_bodies_binary_headers_and_cookies(port: int) -> None:
    sent = b"\x00\xff" * 100
    uploaded = ask(port, "POST", "/upload", sent, content_type="application/octet-stream")
    assert json.loads(uploaded.raw) == {"size": 200}
    assert ask(port, "GET", "/cookies").headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert ask(port, "POST", "/upload", b"x" * (6 * 1024 * 1024 + 1)).status == 413
    assert ask(port, "POST", "/upload", b"x" * 40_000_000).status == 413


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"POST /notes HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400),
        (b"POST /notes HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400),
        (b"POST /notes HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST /notes HTTP/1.1\r\nContent-Length:\r\n\r\n", 400),
        (b"POST /notes HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n", 400),
        (b"GET / FTP/1.1\r\n\r\n", 400),
        (b"GET /%ff HTTP/1.1\r\n\r\n", 400),
        (b"GET /notes?" + b"a=1&" * 400 + b" HTTP/1.1\r\n\r\n", 400),
        (b"POST /notes HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\na\r\n0\r\n\r\n", 400),
        (b"POST /notes HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        (b"POST /notes HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\na", 400),
        (b"POST /notes HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", 413),
        (b"POST /notes HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n", 413),
        (b"GET http://[bad HTTP/1.1\r\n\r\n", 400),
    ],
)
def test_broken_requests_are_clean_problems(port: int, text: bytes, status: int) -> None:
    found = raw(port, text)
    assert found.startswith(b"HTTP/1.1 %d " % status)
    assert b'"status": %d' % status in found
    assert b"Traceback" not in found


def test_a_body_may_come_in_chunks(port: int) -> None:
    head = b"POST /upload HTTP/1.1\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert raw(port, head + b"5;x=y\r\nhello\r\n3\r\n, w\r\n0\r\nTrailer: 1\r\n\r\n").endswith(b'{"size":8}')
    assert raw(port, head + b"0\r\n\r\n").endswith(b'{"size":0}')


def test_a_missing_length_is_an_empty_body(port: int) -> None:
    head = b"POST /upload HTTP/1.1\r\nContent-Type: text/plain\r\n\r\n"
    assert raw(port, head).endswith(b'{"size":0}')


def test_replies_do_not_wait_for_acknowledgements(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    begun = time.perf_counter()
    for _ in range(20):
        connection.request("POST", "/upload", b"x", {"Content-Type": "text/plain"})
        connection.getresponse().read()
    connection.close()
    # Each would take 40 ms if its reply left in two pieces.
    assert time.perf_counter() - begun < 0.6


def test_a_cut_body_and_a_vanished_client_harm_nobody(port: int) -> None:
    assert raw(port, b"POST /notes HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc") == b""
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(b"GET /notes HTTP/1.1\r\n")
    assert ask(port, "GET", "/notes").status == 200


def test_one_connection_serves_many_and_threads_do_not_mix(port: int) -> None:
    wrong: list[Any] = []

    def talk(name: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(25):
            connection.request("GET", f"/v1/notes/{name}")
            if json.loads(connection.getresponse().read())["name"] != name:
                wrong.append(name)
        connection.close()

    threads = [threading.Thread(target=talk, args=(f"n{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_taken_port_is_an_error(port: int) -> None:
    with pytest.raises(OSError, match="in use"):
        LocalServer(port)

"""Reads a body that comes in chunks (RFC 9112), as API Gateway takes them too."""

from io import BufferedIOBase
from typing import Final

LONGEST_LINE: Final = 1024


class TooLargeError(Exception):
    """The chunks are together over the limit."""


def read_chunks(stream: BufferedIOBase, limit: int) -> bytes:
    """The whole body; trailers are read and dropped. Raises ValueError where the framing is broken, TooLargeError."""
    body = bytearray()
    while size := _size(stream):
        if len(body) + size > limit:
            raise TooLargeError
        chunk = stream.read(size)
        if len(chunk) < size or stream.read(2) != b"\r\n":
            raise ValueError("a chunk is cut short")
        body += chunk
    while _line(stream):
        pass
    return bytes(body)


def _size(stream: BufferedIOBase) -> int:
    text = _line(stream).partition(b";")[0].strip()
    if not text or len(text) > 8 or not all(letter in b"0123456789abcdefABCDEF" for letter in text):
        raise ValueError("a chunk has no size")
    return int(text, 16)


def _line(stream: BufferedIOBase) -> bytes:
    line = stream.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise ValueError("a line is too long, or cut short")
    return line.strip()

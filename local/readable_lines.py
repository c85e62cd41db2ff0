"""The lines of the log as a person at a terminal reads them; on AWS they are JSON (`adapters/log_lines.py`)."""

import logging
import sys

from chalicelib.adapters.log_lines import OURS, fields_of


class ReadableLines(logging.Formatter):
    """The level, the message, and its fields in brackets."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        fields = ", ".join(f"{name} {value}" for name, value in fields_of(record).items())
        return f"{record.levelname}: {record.getMessage()}" + (f" ({fields})" if fields else "")


def log_readably() -> None:
    """Write the service's lines to the terminal."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ReadableLines())
    logging.getLogger(OURS).addHandler(handler)

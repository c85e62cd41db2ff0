"""What a visit pack costs: `python -m bench.packs` prints one JSON object for each length of log."""

import json
import time
from io import BytesIO

from pypdf import PdfReader

from bench.years import timeline_of
from chalicelib.adapters.pack.pdf import pack_pdf
from chalicelib.adapters.timelines import read_timeline
from chalicelib.domain.pack.visit_pack import build_pack
from chalicelib.domain.timeline import as_of

LENGTHS = ((500, 20), (1800, 5), (960, 20))
"""Days, and logs a day."""


def cost_of(days: int, logs_a_day: int) -> dict[str, float]:
    """One pack, from the entries to the file."""
    document = timeline_of(days, logs_a_day=logs_a_day)
    read = read_timeline(document)
    now = max(kept.entry.received_at for kept in read.kept)
    begun = time.process_time()
    pack = build_pack(as_of(read.profile, [kept.entry for kept in read.kept], now), ())
    built = time.process_time()
    made = pack_pdf(pack)
    return {
        "entries": len(document["entries"]),
        "days": days,
        "reckoned_s": round(built - begun, 2),
        "drawn_s": round(time.process_time() - built, 2),
        "bytes": len(made),
        "base64_bytes": (len(made) + 2) // 3 * 4,
        "pages": len(PdfReader(BytesIO(made)).pages),
    }


if __name__ == "__main__":
    for length in LENGTHS:
        print(json.dumps(cost_of(*length)))

"""The events that come in at the doors."""

import json
from typing import Any, Final

EPISODE: Final = {
    "type": "episode",
    "area": "thigh",
    "side": "right",
    "minutes": 3,
    "intensity": 2,
    "context": ["rest"],
}
FACE_DROOP: Final = {"type": "symptom", "name": "face_droop", "onset": "sudden"}


def post_entry(token: str, entry: dict[str, Any]) -> dict[str, Any]:
    """The gateway's event for `POST /v1/entries`."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept": "*/*",
        "User-Agent": "bench",
        "Host": "steady.example",
    }
    return {
        "resource": "/v1/entries",
        "path": "/v1/entries",
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": "/v1/entries",
            "httpMethod": "POST",
            "path": "/v1/entries",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": json.dumps(entry),
        "isBase64Encoded": False,
    }


def scheduled(time: str) -> dict[str, Any]:
    """The schedule's event."""
    return {"version": "0", "id": "bench", "source": "aws.events", "account": "", "region": "", "time": time,
            "detail-type": "Scheduled Event", "resources": [], "detail": {}}  # fmt: skip

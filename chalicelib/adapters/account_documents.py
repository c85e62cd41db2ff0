"""The account as a document: what the timeline leaves out. Both together hold all that is stored of a person."""

from typing import Any, Final

from chalicelib.adapters.profiles import person_document
from chalicelib.domain.localtime import brief_text
from chalicelib.ports.access import Access
from chalicelib.ports.messages import Told
from chalicelib.usecases.read_account import Account

FORMAT: Final = "steady.account/1"


def account_document(account: Account) -> dict[str, Any]:
    """The document. No token is in it, for none is kept."""
    person = account.person
    return {
        "format": FORMAT,
        "person": {**person_document(person), "asks_worry": person.asks_worry},
        "tokens": [_token(access) for access in account.tokens],
        "messages": [_message(told) for told in account.told],
    }


def _token(access: Access) -> dict[str, Any]:
    return {
        "id": access.id,
        "name": access.name,
        "scope": access.scope,
        "created_at": brief_text(access.created_at),
        "expires_at": brief_text(access.expires_at) if access.expires_at else None,
        "used_at": brief_text(access.used_at) if access.used_at else None,
    }


def _message(told: Told) -> dict[str, Any]:
    message = told.message
    return {
        "kind": message.kind,
        "level": message.level,
        "signs": list(message.signs),
        "decided_at": brief_text(message.decided_at),
        "leaves_at": brief_text(message.leaves_at),
        "status": told.status,
        "settled_at": brief_text(told.settled_at) if told.settled_at else None,
        "content": {name: value for name, value in message.content.items() if name != "link"},
    }

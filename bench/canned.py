"""AWS's answers from a tin: botocore does all its work but for the socket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from bench.stage import AwsCall


@dataclass(frozen=True, slots=True)
class Tin:
    """One answer for each kind of call."""

    answers: Mapping[str, bytes]

    @classmethod
    def of(cls, calls: Sequence[AwsCall]) -> "Tin":
        """The answers that these calls had."""
        return cls({call.name: call.answer for call in calls})

    def open(self, client: Any) -> None:
        """From now on the client is answered from here."""
        client.meta.events.register_first("before-send", self._answer)

    def _answer(self, request: AWSPreparedRequest, event_name: str, **_: Any) -> AWSResponse:
        # no x-amz-crc32: botocore would check it and, were it wrong, ask again
        headers: Any = {"content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "canned"}
        response: Any = AWSResponse(request.url, 200, headers, None)
        response._content = self.answers[event_name.rpartition(".")[2]]
        canned: AWSResponse = response
        return canned

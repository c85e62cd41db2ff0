"""A tiny app that uses everything the machine offers; run as a program, it is served like Steady."""

import sys
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from chalice.app import Chalice, Response

from local.running import run


class TinyApp:
    """Takes notes, reminds once a day at 08:00, mails by queue. A note `boom` breaks its worker."""

    def __init__(self) -> None:
        self.app: Any = Chalice("tiny")
        self.swept: list[str] = []
        self.delivered: list[str] = []
        self.is_stuck = False
        self.app.route("/notes", methods=["POST", "GET"], content_types=["application/json", "text/plain"])(self.notes)
        self.app.route("/v1/notes/{name}", methods=["GET"])(self.note)
        self.app.route("/v1/notes/fixed", methods=["GET"])(self.fixed)
        self.app.route("/upload", methods=["POST"], content_types=["*/*"])(self.upload)
        self.app.route("/cookies", methods=["GET"])(self.cookies)

    def connect(self, aws: Any, clock: Callable[[], datetime], environ: Any) -> None:
        self.aws, self.clock, self.environ = aws, clock, environ

    def notes(self) -> Any:
        request = self.app.current_request
        if request.method == "GET":
            return {"query": request.query_params.getlist("a") if request.query_params else None}
        name = request.raw_body.decode()
        self.put(name)
        self.aws.clients.sqs.send_message(QueueUrl=self.environ["QUEUE_URL"], MessageBody=name)
        return Response({"name": name}, status_code=201)

    def put(self, name: str, **more: Any) -> None:
        item = {"pk": {"S": "note"}, "sk": {"S": name}, **more}
        self.aws.clients.dynamodb.put_item(TableName="steady", Item=item)

    def note(self, name: str) -> Any:
        return {"name": name, "ip": self.app.current_request.context["identity"]["sourceIp"]}

    def fixed(self) -> Any:
        return {"fixed": True}

    def upload(self) -> Any:
        return {"size": len(self.app.current_request.raw_body)}

    def cookies(self) -> Any:
        return Response("", status_code=303, headers={"Set-Cookie": ["a=1", "b=2"], "Location": "/"})

    def sweep(self, event: Any, context: Any) -> None:
        self.swept.append(event["time"])
        self.put("heartbeat", at={"S": event["time"]})
        found = self.aws.clients.dynamodb.query(
            TableName="steady",
            IndexName="due",
            KeyConditionExpression="due_shard = :s AND due_at <= :now",
            ExpressionAttributeValues={":s": {"S": "0"}, ":now": {"S": event["time"]}},
        )
        for item in [] if self.is_stuck else found["Items"]:
            day = int(item["due_at"]["S"][8:10]) + 1
            next_due = f"{item['due_at']['S'][:8]}{day:02}T08:02:00Z"
            self.put(item["sk"]["S"], due_shard={"S": "0"}, due_at={"S": next_due})
            self.aws.clients.sqs.send_message(QueueUrl=self.environ["SAFETY_QUEUE_URL"], MessageBody=item["sk"]["S"])

    def deliver(self, event: Any, context: Any) -> Any:
        bodies = [record["body"] for record in event["Records"]]
        if bodies == ["boom"]:
            raise RuntimeError("boom")
        for body in bodies:
            self.mail(body)
        return {"batchItemFailures": []}

    deliver_safety = deliver

    def mail(self, body: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.environ["SENDER"], "ann@example.org", f"Ünote {body}"
        mail.set_content(f"See http://127.0.0.1/confirm?token=abc&x=1. <{body}>")
        mail.add_alternative(f"<p>Hello <b>{body}</b></p>", subtype="html")
        self.delivered.append(body)
        self.aws.clients.ses.send_email(
            FromEmailAddress=self.environ["SENDER"],
            Destination={"ToAddresses": ["ann@example.org"]},
            Content={"Raw": {"Data": mail.as_bytes()}},
            EmailTags=[{"Name": "message", "Value": "m1"}, {"Name": "kind", "Value": "reminder"}],
        )


if __name__ == "__main__":
    tiny: Any = TinyApp()
    sys.exit(run(int(sys.argv[1]), Path(sys.argv[2]), lambda: tiny, tiny.connect))

"""What an operator does for one person who asks for it, where they cannot do it themselves."""

from chalicelib import bootstrap
from chalicelib.adapters.dynamo.access import DynamoAccessStore
from chalicelib.adapters.dynamo.table import Table
from chalicelib.config import Settings
from chalicelib.doors.api_export import FORMATS
from local.aws.account import Account, NotReadyError


def export_person(account: Account, address: str) -> str:
    """Everything that the person with this address logged, as a timeline. Raises NotReadyError for an unknown one.

    It is health data: it goes to the person and to nobody else, and no copy of it stays behind.
    """
    outputs = account.outputs()
    dynamodb, table = account.client("dynamodb"), outputs["TableName"]
    person_id = DynamoAccessStore(Table(dynamodb, table)).find_address(address.strip().lower())
    if person_id is None:
        raise NotReadyError("Nobody with this address has confirmed it here.")
    settings = Settings(
        table_name=table,
        queue_url=outputs["QueueUrl"],
        safety_queue_url=outputs["SafetyQueueUrl"],
        sender="",
        base_url="",
        # an export signs nothing
        secret="none",
    )
    clients = bootstrap.Clients(dynamodb=dynamodb, sqs=account.client("sqs"), ses=account.client("sesv2"))
    services = bootstrap.build(settings, clock=bootstrap.system_clock, new_id=bootstrap.random_id, clients=clients)
    return str(FORMATS["timeline"].write(services, person_id))

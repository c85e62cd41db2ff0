"""Steady on AWS Chalice: the doors, and nothing else."""

import gc

# what an import makes is kept: looking among it for garbage would take a tenth of a cold start
gc.disable()

from chalice.app import Chalice, CloudWatchEvent, Rate, SNSEvent, SQSEvent

from chalicelib.doors.api import api
from chalicelib.doors.api_experiments import experiments
from chalicelib.doors.api_export import exports
from chalicelib.doors.api_habits import habits
from chalicelib.doors.api_openapi import openapi
from chalicelib.doors.api_people import people
from chalicelib.doors.api_triggers import triggers
from chalicelib.doors.edges import guard, refuse_other_methods
from chalicelib.doors.events import BatchResult, deliver_batch, run_sweep, take_feedback
from chalicelib.doors.pages.address import address_pages
from chalicelib.doors.pages.check_in import check_in_pages
from chalicelib.doors.pages.entrance import pages
from chalicelib.doors.pages.experiments import experiment_pages
from chalicelib.doors.pages.history import history_pages
from chalicelib.doors.pages.leaving import leaving_pages
from chalicelib.doors.pages.log import log_pages
from chalicelib.doors.pages.medicines import medicine_pages
from chalicelib.doors.pages.move import move_pages
from chalicelib.doors.pages.offline import offline_pages
from chalicelib.doors.pages.pack import pack_pages
from chalicelib.doors.pages.questions import question_pages
from chalicelib.doors.pages.settings import settings_pages
from chalicelib.doors.pages.sign_up import sign_up_pages
from chalicelib.doors.pages.text import text_pages
from chalicelib.doors.pages.tokens import token_pages
from chalicelib.doors.pages.triggers import trigger_pages
from chalicelib.doors.pages.visits import visit_pages
from chalicelib.doors.pages.week import week_page
from chalicelib.doors.pages.worry import worry_pages
from chalicelib.doors.problems import dress_errors

app = Chalice(app_name="steady", configure_logs=False)
app.api.binary_types = []  # bytes leave as BinaryResponse, for every Accept
app.register_blueprint(api)
app.register_blueprint(people)
app.register_blueprint(triggers)
app.register_blueprint(openapi)
app.register_blueprint(experiments)
app.register_blueprint(exports)
app.register_blueprint(habits)
app.register_blueprint(pages)
app.register_blueprint(offline_pages)
app.register_blueprint(sign_up_pages)
app.register_blueprint(log_pages)
app.register_blueprint(check_in_pages)
app.register_blueprint(history_pages)
app.register_blueprint(question_pages)
app.register_blueprint(experiment_pages)
app.register_blueprint(settings_pages)
app.register_blueprint(medicine_pages)
app.register_blueprint(move_pages)
app.register_blueprint(pack_pages)
app.register_blueprint(token_pages)
app.register_blueprint(worry_pages)
app.register_blueprint(visit_pages)
app.register_blueprint(trigger_pages)
app.register_blueprint(week_page)
app.register_blueprint(text_pages)
app.register_blueprint(leaving_pages)
app.register_blueprint(address_pages)
app.register_middleware(guard, "http")
app.register_middleware(dress_errors, "http")
refuse_other_methods(app)


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> dict[str, int]:
    """Every 5 minutes: decide and queue what is due at the event's own time."""
    return run_sweep(event.to_dict(), event.context)


@app.on_sqs_message(queue="steady-deliver", batch_size=10)
def deliver(event: SQSEvent) -> BatchResult:
    """Deliver queued messages; only what failed comes back."""
    return deliver_batch(event.to_dict(), event.context)


@app.on_sqs_message(queue="steady-deliver-safety", batch_size=10)
def deliver_safety(event: SQSEvent) -> BatchResult:
    """Deliver safety messages, on a queue of their own."""
    return deliver_batch(event.to_dict(), event.context, is_safety=True)


@app.on_sns_message(topic="steady-feedback")
def feedback(event: SNSEvent) -> dict[str, int]:
    """Settle what SES tells of the mails that it took."""
    return take_feedback(event.to_dict(), event.context)


# from here on garbage is looked for among what requests make, never among what was loaded
gc.freeze()
gc.enable()

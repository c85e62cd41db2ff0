"""Steady on AWS Chalice: the doors, and nothing else."""

from chalice.app import Chalice, CloudWatchEvent, Rate, SNSEvent, SQSEvent

from chalicelib.doors.address_pages import address_pages
from chalicelib.doors.api import api
from chalicelib.doors.api_experiments import experiments
from chalicelib.doors.api_export import exports
from chalicelib.doors.api_habits import habits
from chalicelib.doors.api_openapi import openapi
from chalicelib.doors.api_people import people
from chalicelib.doors.api_triggers import triggers
from chalicelib.doors.check_in_pages import check_in_pages
from chalicelib.doors.edges import guard, refuse_other_methods
from chalicelib.doors.events import BatchResult, deliver_batch, run_sweep, take_feedback
from chalicelib.doors.experiment_pages import experiment_pages
from chalicelib.doors.history_pages import history_pages
from chalicelib.doors.leaving_pages import leaving_pages
from chalicelib.doors.log_pages import log_pages
from chalicelib.doors.medicine_pages import medicine_pages
from chalicelib.doors.move_pages import move_pages
from chalicelib.doors.offline_pages import offline_pages
from chalicelib.doors.pack_pages import pack_pages
from chalicelib.doors.pages import pages
from chalicelib.doors.problems import dress_errors
from chalicelib.doors.question_pages import question_pages
from chalicelib.doors.settings_pages import settings_pages
from chalicelib.doors.sign_up_pages import sign_up_pages
from chalicelib.doors.text_pages import text_pages
from chalicelib.doors.token_pages import token_pages
from chalicelib.doors.trigger_pages import trigger_pages
from chalicelib.doors.visit_pages import visit_pages
from chalicelib.doors.week_page import week_page
from chalicelib.doors.worry_pages import worry_pages

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

"""The pages."""

from chalice.app import Blueprint

pages = Blueprint(__name__)

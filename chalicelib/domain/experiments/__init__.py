"""What can be tried for some weeks, whom it does not fit, and how it came out. The value: `domain/experiment.py`."""

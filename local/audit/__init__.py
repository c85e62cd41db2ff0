"""`make audit`: the template and the pinned libraries, held before those who look for known faults.

`answers.py` reads what each tool said, `asking.py` runs them. What could not be asked is never taken for clean.
"""

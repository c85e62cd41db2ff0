"""The numbers: what the service costs beside the least that the same work could cost. `python -m bench`."""

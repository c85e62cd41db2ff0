"""The pages: a subject a file, server-rendered, for a browser with a session. `showing.py` answers them."""

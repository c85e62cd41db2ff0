"""What runs on one machine and is never shipped: the embedded AWS, its server, the replay, the packager.

`wiring` puts it together; `embedded` is AWS, `journal` what outlives the process, `clock` the time,
`schedules` the ticks and queues, `gateway` and `server` the HTTP side, `doors` and `mailbox` the pages that
exist here only.
"""

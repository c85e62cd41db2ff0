"""`make rehearse`: the very package, deployed to an AWS emulator on this machine and used over HTTP.

`emulator` sets MiniStack up in an environment of its own and starts it; `front` stands before it with the address that
people use and a small SES; `steps` runs and times; `walk` is the rehearsal itself.
"""

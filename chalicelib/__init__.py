"""The map of the house, floor by floor, from the street inwards.

    doors       where the outside comes in: the API, the pages, the schedule and the queues
    bootstrap   the one place that names concrete classes, the clock and the maker of ids
    adapters    what speaks to DynamoDB, SQS, SES, to templates and to the formats of the outside
    config      the settings
    usecases    one verb a file: load, decide, save
    ports       what the use cases need of the outside, as protocols
    domain      pure values and rules; `now` is an argument

A subject of several files has a room of its own. In `doors`: the `pages`. In `adapters`: the table (`dynamo`), the
pictures (`drawing`), the visit pack (`pack`), the bundle for a doctor's system (`fhir`). In `domain`: the warning signs
(`signs`), a line as spoken (`spoken`), what is often together (`triggers`), what can be tried (`experiments`), the
pack's numbers (`pack`).

A floor knows only the floors below it. An entry comes in at `doors/api.py`, is recorded by
`usecases/record_entry.py`, is lived through in `domain/course.py`, and leaves as a mail by
`usecases/deliver_message.py`.
"""

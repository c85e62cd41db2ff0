"""What speaks to AWS, to templates and to the formats of the outside. Nothing here decides."""

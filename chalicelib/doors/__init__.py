"""Where the outside comes in: each door translates, calls one use case, and translates back."""

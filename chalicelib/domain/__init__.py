"""Pure values and rules. Standard library only; `now` is always an argument."""

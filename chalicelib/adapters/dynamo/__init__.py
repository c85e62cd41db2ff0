"""The three stores in DynamoDB. `keys.py` and `items.py` are pure: what lies where, and how a value becomes an item."""

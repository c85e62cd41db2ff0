"""What a doctor is handed: the numbers and dates of the visit pack, reckoned from the log."""

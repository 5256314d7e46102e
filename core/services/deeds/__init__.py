"""What was done: its history in words, seen before it happens, and taken back."""

"""The reports of the month: each number is counted from facts and keeps the people behind it."""

"""The open day: who should come, the five steps, the cards, referrals, and closing it."""

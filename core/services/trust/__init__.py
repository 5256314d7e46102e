"""Who may do what, who looked, and that nothing is lost: accounts, log, consent, erasure, backups, checks."""

"""The use cases: the only door through which screens, papers and files reach the register."""

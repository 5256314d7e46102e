"""What somebody has had of each service, when the next is due and what it is: pure rules, a module per group."""

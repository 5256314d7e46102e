"""Before a page is seen: the first start, the lock, and a register that cannot be opened."""

"""Lists of views as Qt models: rows come from a service, a page at a time where there may be many."""

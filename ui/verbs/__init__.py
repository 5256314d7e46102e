"""The headless verbs: a module for each kind of work, gathered in one table in `ui.verbs.table`."""

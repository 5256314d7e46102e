"""The window: shell, pages and what is typed. Knows services and views, never the store."""

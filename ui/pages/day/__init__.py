"""The five steps of a hari buka, a room for each; the page around them is `ui.pages.day.page`."""

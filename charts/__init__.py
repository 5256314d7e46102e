"""Charts: pure functions from views to drawings, the same for the screen and for paper."""

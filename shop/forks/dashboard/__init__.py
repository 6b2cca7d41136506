"""The office's dashboard, with counters to look at only."""

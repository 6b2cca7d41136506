"""Sales points: where they stand, when they are open, how far they are."""

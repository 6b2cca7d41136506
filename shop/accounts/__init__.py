"""People who sign in, and where each belongs."""

"""Today's communes and the units that they replaced."""

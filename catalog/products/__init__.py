"""Oscar's catalogue with maker, origin, weight and age limit."""

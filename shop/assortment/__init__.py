"""What is on offer: products with stars in force, price and what is left; the one place pages read."""

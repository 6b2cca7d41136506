"""Small worlds for tests: a point with goods on its shelf, a shopper with a basket."""

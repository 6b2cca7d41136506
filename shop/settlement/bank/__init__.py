"""Money that the bank tells of: every booking kept once, matched with its order, or answered by the office."""

"""Money that the bank tells of: every booking kept once, and matched with its order or answered by people."""

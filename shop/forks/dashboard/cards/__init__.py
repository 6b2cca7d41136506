"""The office at card payments: what banks ask back, and what was told that does not agree with an order."""

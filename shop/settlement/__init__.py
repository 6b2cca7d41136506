"""Money for orders: what is due, what came in, what is to go back; the only writer of that ledger."""

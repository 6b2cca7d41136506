"""Money of orders: what is due, what came in, what goes back."""

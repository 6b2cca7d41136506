"""Orders paid by card: visits to the hosted page, what the card company tells, and money on its way back."""

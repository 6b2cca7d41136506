"""Money in whole đồng."""

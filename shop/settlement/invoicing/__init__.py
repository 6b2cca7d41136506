"""What the e-invoice provider is told: goods that have gone out and come back, and the numbers it gives."""

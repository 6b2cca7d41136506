"""Oscar's basket, with a gift's message and wrapping, and discounts in whole đồng."""

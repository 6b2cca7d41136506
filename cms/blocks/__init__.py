"""What a page's body is made of."""

"""Oscar's order with a key for its link, a contact and numbers of its own."""

"""Production lots: which batch of a product something is of, when it was made and until when it is good."""

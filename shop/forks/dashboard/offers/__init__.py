"""The office's offers and fairs, in this shop's words."""

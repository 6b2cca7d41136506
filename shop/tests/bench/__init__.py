"""What each page costs, beside stock Oscar's own pages on the same data: `make bench`."""

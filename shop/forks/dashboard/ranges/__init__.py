"""The office's ranges of goods, narrowed by stars and producers."""

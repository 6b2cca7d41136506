"""The rules of the house that a linter does not know; each names its exceptions and why they stand."""

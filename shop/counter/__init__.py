"""The workplace of a point's staff under /quay/."""

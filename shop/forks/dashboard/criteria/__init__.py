"""The office at the lists of criteria: every version that there was, and a new one made of the last."""

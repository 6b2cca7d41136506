"""Goods that buyers ask to give back: what they ask, what the office answers, until the money goes back."""

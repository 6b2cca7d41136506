"""Placing orders, and the parcels that points hand over or send."""

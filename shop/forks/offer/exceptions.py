"""What can go wrong while an offer is given."""


class OfferUsedUp(Exception):
    """Other orders have taken what was left of an offer meanwhile."""

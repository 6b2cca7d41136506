"""Why a parcel was not given to a carrier, for the page that has to say it."""


class CannotConsign(Exception):
    """Nothing was changed; the message is for the staff."""

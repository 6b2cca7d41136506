"""Why money could not be moved, for the page that has to say it."""


class RefundRefused(Exception):
    """Nothing was written; the message says why, in the reader's language."""

"""Why a lot could not be named."""


class NotThisLot(ValueError):
    """The lot's dates contradict themselves or what is known of the lot; the message is for people."""

"""What can go wrong between the shop and the card company."""


class CardTrouble(Exception):
    """Anything that went wrong with a card payment; the text is for the log, not for a shopper."""


class Unreachable(CardTrouble):
    """There was no answer, or one that says "later". What was asked for may still have been done.

    Asking again under the same idempotency key is safe.
    """


class Refused(CardTrouble):
    """What was asked for was not done, and asking again the same way will not help."""

    def __init__(self, message, code=""):
        super().__init__(message)
        self.code = code


class KeyRefused(CardTrouble):
    """The shop's key is not taken, or may not do this: the office has to mend it."""


class NotFound(Refused):
    """There is no such thing with this key."""


class Declined(Refused):
    """The card or its bank says no."""


class NotConfigured(CardTrouble):
    """The shop has no key, so it takes no cards."""


class BadSignature(CardTrouble):
    """What came is not signed with our secret, or was signed too long ago."""


class BadEvent(CardTrouble):
    """It is signed, but it is not an event."""

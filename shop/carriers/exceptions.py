"""What can go wrong between the shop and a carrier; each says why, in the reader's language."""


class CarrierTrouble(Exception):
    """Anything that a carrier did not do."""


class NoAnswer(CarrierTrouble):
    """There was no answer, or none that can be read. What was asked for may still have been done.

    Asking again with the same reference is safe.
    """


class Refused(CarrierTrouble):
    """It was not done, and asking again in the same words will not help. `answer` is the JSON that came."""

    def __init__(self, message, answer: dict | None = None):
        super().__init__(message)
        self.answer = answer or {}


class KeyRefused(CarrierTrouble):
    """The shop's key is not taken: the office has to mend it."""

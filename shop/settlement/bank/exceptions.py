"""Why an answer about a booking is not taken; messages are for the office, in its language."""


class BankRefused(Exception):
    """What was asked for is not possible; nothing was changed. `errors` are words by field ("": of all)."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class AlreadyAnswered(BankRefused):
    """The booking is in another state by now: somebody was quicker."""

"""Why an invoice's number is not written down; messages are for the office, in its language."""


class InvoiceRefused(Exception):
    """It would not be right; nothing was changed. `errors` are words by field ("": of all)."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors

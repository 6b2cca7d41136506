"""Why something is not written about a point."""


class RecognitionRefused(Exception):
    """The rules do not allow it. `errors` says what is wrong with each field, in the reader's language.

    The field "" stands for the whole.
    """

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class ChangedMeanwhile(RecognitionRefused):
    """Somebody else has saved the inspection since it was read."""

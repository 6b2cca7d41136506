"""Why something is not done to a certificate."""


class CertificateRefused(Exception):
    """The rules do not allow it. `errors` says what is wrong with each field, in the reader's language.

    The field "" stands for the whole.
    """

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors

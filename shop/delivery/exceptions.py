"""Why something is not sent, or not written into the table."""


class CannotSend(Exception):
    """Some goods may not travel to this destination on this day.

    `without_cold` names those that would not stay cold on the way; `out_of_season` pairs of a name and the
    months (in words) in which it may be sent.
    """

    def __init__(self, *, without_cold: list[str], out_of_season: list[tuple[str, str]]):
        super().__init__(f"cold: {without_cold}, season: {out_of_season}")
        self.without_cold = without_cold
        self.out_of_season = out_of_season


class TableRefused(Exception):
    """The table would not be right. `errors` says what is wrong with each field, "" stands for the whole."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors

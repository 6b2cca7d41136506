"""Why a buyer or the office cannot do this with a return; the message is for the reader of the page."""


class ReturnRefused(Exception):
    """Nothing was changed."""


class TooMany(ReturnRefused):
    """Of an order line, `line_id`, more was asked than the `left` units that can still go back."""

    def __init__(self, message: str, line_id: int, left: int):
        super().__init__(message)
        self.line_id, self.left = line_id, left

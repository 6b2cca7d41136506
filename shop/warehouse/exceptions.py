"""Why a paper could not be moved on; messages are for the point's staff, in their language."""


class PaperRefused(Exception):
    """What was asked for is not possible and nothing was changed; the message says why and what to do."""


class LineRefused(PaperRefused):
    """One line is the reason; `line_id` is its id, so that the page can say it beside the line."""

    def __init__(self, line_id: int, message: str):
        super().__init__(message)
        self.line_id = line_id


class AlreadyMovedOn(PaperRefused):
    """The paper is in another state by now; somebody was quicker."""


class SheetRefused(PaperRefused):
    """A file that somebody sent cannot be read as a sheet of stock; nothing was written."""

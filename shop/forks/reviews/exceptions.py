"""Why a review is refused."""


class CannotReview(Exception):
    """The goods of this line did not go out, are no product any more, or have been reviewed."""

"""Why an order could not be placed or a parcel not moved, for the page that has to say it."""


class CannotPlace(Exception):
    """The order was not placed and nothing was changed; the message is for the shopper."""


class AlreadyOrdered(CannotPlace):
    """The basket has become an order meanwhile."""


class NotEnoughStock(CannotPlace):
    """Somebody was quicker. `shortages` maps a product's id to the units that are still available."""

    def __init__(self, message, shortages):
        super().__init__(message)
        self.shortages = shortages


class WrongState(Exception):
    """The parcel is in a state from which this step is not possible; somebody may have been quicker."""


class PastUseBy(Exception):
    """Something that lies in the parcel may not be sold any more; nothing was changed.

    `lots` are the codes of the lots.
    """

    def __init__(self, lots: list[str]):
        super().__init__(", ".join(lots))
        self.lots = lots

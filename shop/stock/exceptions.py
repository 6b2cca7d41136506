"""What can go wrong with stock, said so that a caller can tell the shopper or the point's staff."""


class OutOfStock(Exception):
    """Fewer units are available than were asked for; nothing was changed.

    `stock_id` is the stock record's id, `wanted` the units asked for.
    """

    def __init__(self, stock_id: int, wanted: int):
        super().__init__(f"stock record {stock_id}: {wanted} more are not available")
        self.stock_id = stock_id
        self.wanted = wanted


class NotEnoughOfLot(Exception):
    """The lots that may be taken from do not hold so many units; nothing was changed.

    `left` is how many they hold. `lot` is the lot asked for by name, None where any that is still good would
    have done.
    """

    def __init__(self, stock_id: int, wanted: int, left: int, lot=None):
        super().__init__(f"stock record {stock_id}, lot {lot or 'any'}: {wanted} wanted, {left} there")
        self.stock_id = stock_id
        self.wanted = wanted
        self.left = left
        self.lot = lot


class HoldEnded(Exception):
    """The hold is no longer live: released, expired or already an order's."""

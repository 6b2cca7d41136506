"""What can go wrong with stock, said so that a caller can tell the shopper."""


class OutOfStock(Exception):
    """Fewer units are available than were asked for; nothing was changed.

    `stock_id` is the stock record's id, `wanted` the units asked for.
    """

    def __init__(self, stock_id: int, wanted: int):
        super().__init__(f"stock record {stock_id}: {wanted} more are not available")
        self.stock_id = stock_id
        self.wanted = wanted


class HoldEnded(Exception):
    """The hold is no longer live: released, expired or already an order's."""

"""One number for the whole shop: it moves whenever anything that visitors' pages show has changed."""

from shop.freshness.journal import Position, changes_since


class Pulse:
    """This process's view of the journal; for threads that share it the number may move twice at once."""

    def __init__(self):
        self.position, self.generation = Position(), 0

    def beat(self) -> int:
        """The number as of now, in one query."""
        position, changes = changes_since(self.position)
        if changes:
            self.generation += 1
        self.position = position
        return self.generation


pulse = Pulse()

"""How much the longest tests do: less than they can, so that all of them end well within an hour.

`THOROUGH=1` lets them do all of it: before a release, or after a change to stock, orders or money.
"""

import os


def times(usual: int, thorough: int) -> int:
    """How often: as usual, or thoroughly where the environment asks for it."""
    return thorough if os.environ.get("THOROUGH") else usual

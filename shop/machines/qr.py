"""A QR code as one path of an SVG, which needs neither a file nor an inline style."""

from dataclasses import dataclass

import segno

#: Light modules around a code that readers need (ISO/IEC 18004).
QUIET = 4


@dataclass(frozen=True)
class Code:
    """The dark modules as a path, in a square `size` modules wide."""

    size: int
    path: str


def qr_path(text: str) -> Code:
    """The code of a text; a quarter of it may be dirty or torn and it still reads."""
    rows = [list(row) for row in segno.make_qr(text, error="q").matrix]
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Code(len(rows) + 2 * QUIET, path)

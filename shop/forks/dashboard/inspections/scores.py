"""The scores of a point's inspections, drawn as a line; all positions are whole units of the view box."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.recognition.models import Inspection

WIDTH, HEIGHT, MARGIN = 320, 120, 12
#: Where the line begins: words stand before it.
LEFT = 44


@dataclass(frozen=True)
class Dot:
    """One inspection on the drawing."""

    x: int
    y: int
    percent: int


@dataclass(frozen=True)
class Drawing:
    """The dots from left to right by their days, and the line through them."""

    dots: list[Dot]

    width, height, left, top = WIDTH, HEIGHT, LEFT, MARGIN

    right, bottom = WIDTH - MARGIN, HEIGHT - MARGIN

    @property
    def line(self) -> str:
        """Its corners, as SVG writes them."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def drawing_of(inspections: Sequence[Inspection]) -> Drawing | None:
    """The drawing of finished inspections `with_score`; None where fewer than two have one."""
    scored = sorted((one.visited_at, one.pk, one.percent) for one in inspections if one.percent is not None)
    if len(scored) < 2:
        return None
    first, last = scored[0][0], scored[-1][0]
    span = (last - first).total_seconds() or 1
    across, up = WIDTH - LEFT - MARGIN, HEIGHT - 2 * MARGIN
    return Drawing(
        [
            Dot(
                LEFT + round((at - first).total_seconds() / span * across),
                HEIGHT - MARGIN - round(percent * up / 100),
                percent,
            )
            for at, _pk, percent in scored
        ]
    )

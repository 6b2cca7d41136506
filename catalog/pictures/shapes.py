"""The shapes and sizes in which pages show pictures, and how they are encoded.

Figures behind the choices: docs/decisions/0011. Whoever changes one runs `manage.py make_renditions`.
"""

from dataclasses import dataclass

from wagtail.images.models import Filter


@dataclass(frozen=True)
class Shape:
    """A proportion, and the widths in which it is made, the smallest first."""

    widths: tuple[int, ...]
    #: Height for each width of 1; None keeps the picture's own proportion, uncropped.
    ratio: float | None = None

    def spec(self, width: int) -> str:
        """This size in Wagtail's words, without the format."""
        return f"fill-{width}x{round(width * self.ratio)}" if self.ratio else f"width-{width}"


SHAPES = {
    "card": Shape((320, 480, 640, 960), 3 / 4),
    "wide": Shape((480, 960, 1440), 9 / 16),
    "square": Shape((96, 192), 1),
    "plain": Shape((480, 960, 1440)),
}

#: Extension, type, Pillow's format and its options; the order in which browsers are offered them.
#: Qualities are near Wagtail's own. AVIF's speed 8 gives the bytes of 7 in a third of the
#: time, WebP's method 2 those of 4 in half of it. JPEG is for browsers from before 2020.
ENCODINGS = {
    "avif": ("image/avif", {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1}),
    "webp": ("image/webp", {"format": "WEBP", "quality": 74, "method": 2}),
    "jpg": ("image/jpeg", {"format": "JPEG", "quality": 78, "progressive": True, "optimize": True}),
}
#: How Wagtail names the formats.
WAGTAIL_FORMATS = {"avif": "avif", "webp": "webp", "jpg": "jpeg"}


@dataclass(frozen=True)
class Size:
    """One size of one picture: which part of it, and how large."""

    shape: str
    #: The width asked for, which names it; a small picture may have less.
    name: int
    box: tuple[int, int, int, int]
    width: int
    height: int

    def spec(self, extension: str) -> str:
        """Wagtail's name for this size in a format."""
        return f"{SHAPES[self.shape].spec(self.name)}|format-{WAGTAIL_FORMATS[extension]}"


def sizes_of(picture) -> list[Size]:
    """What is made of a picture, cut around its focal point by Wagtail's own arithmetic.

    Nothing is made larger than the picture is; of a very small one each shape is made once, as it is.
    """
    found = []
    for name, shape in SHAPES.items():
        for width in shape.widths:
            transform = Filter(spec=shape.spec(width)).get_transform(picture)
            if transform.size[0] < width and width != shape.widths[0]:
                continue
            box = tuple(int(edge) for edge in transform.get_rect().round())
            found.append(Size(name, width, box, *(int(side) for side in transform.size)))
    return found

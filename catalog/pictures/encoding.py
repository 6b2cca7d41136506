"""From one stored picture to the bytes of all its sizes. No database, no storage."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from catalog.pictures.shapes import ENCODINGS, Size


def encoded(source: bytes, sizes: list[Size]) -> Iterator[tuple[Size, str, bytes]]:
    """Each size in each format, as (size, extension, bytes). The same source gives the same bytes.

    The largest of a shape is cut from the source and the smaller ones from that, which takes a third of the
    time and looks the same.
    """
    image = Image.open(BytesIO(source))
    image.load()
    larger: tuple = (None, None)
    for size in sorted(sizes, key=lambda size: (size.shape, -size.width)):
        of_this_shape = larger[0] == (size.shape, size.box)
        source_image, box = (larger[1], None) if of_this_shape else (image, size.box)
        resized = source_image.resize(
            (size.width, size.height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0
        )
        larger = ((size.shape, size.box), resized)
        for extension in ENCODINGS:
            yield size, extension, _bytes(resized, extension)


def _bytes(image, extension):
    options = ENCODINGS[extension][1]
    if options["format"] == "JPEG" and image.mode == "RGBA":
        # The shop's ground is white; JPEG knows no transparency.
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image).convert("RGB")
    elif image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGB")
    output = BytesIO()
    image.save(output, **options)
    return output.getvalue()

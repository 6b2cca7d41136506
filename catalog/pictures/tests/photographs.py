"""Files as people send them, made by Pillow."""

import struct
import zlib
from io import BytesIO

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from catalog.pictures.models import Picture

RED, BLUE = (200, 30, 30), (30, 30, 200)
#: A line that must not be in what is stored.
CAMERA = "May anh cua ba Mai"


def halves(width=800, height=600, left=RED, right=BLUE, mode="RGB") -> Image.Image:
    """Left half in one colour, right half in another."""
    image = Image.new("RGB", (width, height), left)
    image.paste(right, (width // 2, 0, width, height))
    return image.convert(mode)


def bytes_of(image, kind, **options) -> bytes:
    """The image as a file."""
    pillow_heif.register_heif_opener()
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def with_position(orientation=1) -> Image.Exif:
    """What a telephone writes into a picture: where it was taken, by which camera, which way up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.Base.Orientation] = orientation
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (21.0, 23.0, 12.0)
    return exif


def a_photograph(width=800, height=600, **options) -> bytes:
    """A JPEG."""
    return bytes_of(halves(width, height), "JPEG", **options)


def an_upload(data=None, name="anh.jpg") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, a_photograph() if data is None else data)


def a_picture(width=800, height=600, title="Chè Tủa Chùa", **values) -> Picture:
    """A stored picture; its sizes are made when the transaction is committed."""
    return Picture.objects.create(title=title, file=an_upload(a_photograph(width, height)), **values)


def a_shown_picture() -> Picture:
    """A picture as it is once its sizes have been made; no file behind it."""
    sizes = {"of": "abc", "plain": [[480, 480, 360], [960, 960, 720]], "card": [[640, 640, 480]]}
    picture = Picture(title="Ảnh", file="original_images/a.jpg", width=960, height=720, shown=sizes)
    Picture.objects.bulk_create([picture])
    return picture


def a_hundred_megapixels() -> bytes:
    """A PNG of a few kilobytes that would fill 300 MB."""
    rows = zlib.compress(b"\0" * (10_000 * 1251), 9)
    return _png(10_000, 10_000, rows)


def a_billion_pixels() -> bytes:
    """A PNG that says it is larger than Pillow will even look at."""
    return _png(40_000, 40_000, b"")


def _png(width, height, data):
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><script>alert(1)</script></svg>'
#: A GIF by its first bytes and JPEG by the rest: which it is depends on who looks.
POLYGLOT = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;" + a_photograph(40, 30)


def broken(kind: str) -> bytes:
    """The first two thirds of a file."""
    image = Image.effect_noise((400, 300), 90).convert("RGB")
    data = bytes_of(image, kind)
    return data[: len(data) * 2 // 3]


#: What is refused, by file name, and the code of the refusal.
REFUSED = {
    "script.svg": (SVG, "unknown"),
    "script-in-an-svg.png": (SVG, "unknown"),
    "moving.gif": (bytes_of(halves(40, 30), "GIF"), "unknown"),
    "polyglot.jpg": (POLYGLOT, "unknown"),
    "polyglot.gif": (POLYGLOT, "unknown"),
    "page.jpg": (b"<!doctype html><script>alert(1)</script>", "unknown"),
    "nothing.jpg": (b"\xff", "unknown"),
    "jpeg.png": (a_photograph(40, 30), "wrong_extension"),
    "png.jpg": (bytes_of(halves(40, 30), "PNG"), "wrong_extension"),
    "jpeg.php": (a_photograph(40, 30), "wrong_extension"),
    "no-extension": (a_photograph(40, 30), "wrong_extension"),
    "cut.jpg": (broken("JPEG"), "damaged"),
    "cut.png": (broken("PNG"), "damaged"),
    "cut.webp": (broken("WEBP"), None),
    "cut.avif": (broken("AVIF"), None),
    "cut.heic": (broken("HEIF"), None),
    "hundred-megapixels.png": (a_hundred_megapixels(), "too_many_pixels"),
    "billion-pixels.png": (a_billion_pixels(), "too_many_pixels"),
}

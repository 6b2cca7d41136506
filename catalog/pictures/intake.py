"""What is taken in as a picture: judged by its content, and stored as pixels only.

Every file is decoded and written anew. So nothing of it is kept that is no picture: no position of the
photographer (EXIF), no script in a comment, no second file behind the first.
"""

import logging
import re
from hashlib import sha1
from io import BytesIO
from pathlib import PurePath

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from catalog.text import fold

logger = logging.getLogger(__name__)
pillow_heif.register_heif_opener()

#: A photograph of a telephone has 3 to 8 MB, one of a good camera up to 15.
MAX_BYTES = 20 * 1024 * 1024
#: Decoded, 50 megapixels are 150 MB, twice over while they are written. Telephones that promise 108 send 12.
MAX_PIXELS = 50_000_000
#: Pillow's names of formats, and how files may be named. MPO: JPEG with a second view, as telephones write.
FORMATS = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif"),
}
EXTENSIONS = sorted({extension for names in FORMATS.values() for extension in names})
#: The stored picture is what all sizes are made of, now and whenever sizes change: nearly without loss.
STORED_QUALITY = 92


_taken_in = re.compile(r"\.[0-9a-f]{10}(_\w+)?\.(jpg|png)$")


class NoPicture(ValidationError):
    """The file is refused; the message says why, to whoever sent it."""


class CleanFile(ContentFile):
    """A file that has been taken in: safe to store as it is."""


def take_in(*, file, name: str) -> CleanFile:
    """The picture in `file`, upright, in sRGB and without anything but pixels.

    A JPEG, or a PNG where something of it is transparent. Its name ends with a digest of the content, so that
    the same name never stands for another picture. Raises NoPicture.
    """
    image = _opened(file)
    if PurePath(name).suffix.lower() not in FORMATS[image.format]:
        wrong = _("This file is a %(format)s picture and its name says otherwise. Name it *%(extension)s.")
        params = {"format": image.format, "extension": FORMATS[image.format][0]}
        raise NoPicture(wrong, code="wrong_extension", params=params)
    return _stored(_pixels(image), name)


def looked_at(file) -> Image.Image:
    """The picture in `file` to be looked at once and not kept, whatever it is named. Raises NoPicture."""
    return _pixels(_opened(file))


def was_taken_in(name: str) -> bool:
    """Whether a stored file has come this way, by its name; those from before 2026-11 have not."""
    return bool(_taken_in.search(name))


def _opened(file):
    if file.size > MAX_BYTES:
        raise NoPicture(_("This file is larger than 20 MB. Send a smaller picture."), code="too_large")
    file.seek(0)
    try:
        image = Image.open(BytesIO(file.read()), formats=sorted({"HEIF", *FORMATS} - {"MPO"}))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    except Exception as fault:  # Each decoder has errors of its own.
        unknown = _("This is no picture that the shop can read. Send a JPEG, PNG, WebP, AVIF or HEIC file.")
        raise NoPicture(unknown, code="unknown") from fault
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels():
    words = _("This picture has more than 50 megapixels. Send a smaller one.")
    return NoPicture(words, code="too_many_pixels")


def _pixels(image):
    """Upright, in sRGB, RGB or RGBA; decoded whole, so that a broken file is known by now."""
    try:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
    except Exception as fault:
        broken = _("This picture is damaged or incomplete. Send the file again.")
        raise NoPicture(broken, code="damaged") from fault
    mode = "RGBA" if image.has_transparency_data else "RGB"
    pixels = _in_srgb(image, mode)
    if mode == "RGBA" and pixels.getchannel("A").getextrema() == (255, 255):
        return pixels.convert("RGB")
    return pixels


def _in_srgb(image, mode):
    profile = image.info.get("icc_profile")
    if image.mode in ("1", "P", "PA"):
        image = image.convert(mode)
    if profile:
        try:
            given, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, given, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError) as fault:
            logger.warning("A colour profile could not be used, so colours are taken as sRGB: %s", fault)
    return image if image.mode == mode else image.convert(mode)


def _stored(pixels, name):
    output = BytesIO()
    # Comments, profiles and positions are here, and Pillow would write some of them.
    pixels.info = {}
    if pixels.mode == "RGBA":
        pixels.save(output, "PNG")
    else:
        pixels.save(output, "JPEG", quality=STORED_QUALITY)
    data = output.getvalue()
    stem = slugify(fold(PurePath(name).stem))[:24] or "anh"
    extension = ".png" if pixels.mode == "RGBA" else ".jpg"
    digest = sha1(data, usedforsecurity=False).hexdigest()[:10]
    return CleanFile(data, name=f"{stem}.{digest}{extension}")

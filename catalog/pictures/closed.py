"""Photographs taken at work: judged and cleaned as all uploads, made small, and kept where nobody is served.

They may show people, papers and storerooms. So they are no `Picture` of the public pages: their files lie
under `CLOSED_MEDIA_ROOT`, have no address of their own, and come out through a page for those who may.
"""

from dataclasses import dataclass
from hashlib import sha1
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from PIL import Image

from catalog.pictures.intake import CleanFile, take_in

#: The longer side in pixels: a price tag across a shop can still be read, and ten of them are 4 MB.
LONGEST_SIDE = 1600
QUALITY = 82


class PrivateStorage(FileSystemStorage):
    """Files without an address. Said here, since Django takes what is not said for the public folder."""

    base_url = None

    @property
    def base_location(self):
        """The folder, as the settings have it now."""
        return settings.CLOSED_MEDIA_ROOT

    @property
    def location(self):
        """The same, whole."""
        return str(Path(settings.CLOSED_MEDIA_ROOT).absolute())


def private_storage() -> PrivateStorage:
    """For the field: a callable, so that migrations name no folder of a machine."""
    return PrivateStorage()


@dataclass(frozen=True)
class Small:
    """A photograph as it is kept."""

    file: ContentFile
    digest: str
    width: int
    height: int


def made_small(file) -> Small:
    """A JPEG of at most `LONGEST_SIDE`, without position or camera. Raises NoPicture."""
    clean = file if isinstance(file, CleanFile) else take_in(file=file, name=file.name)
    clean.seek(0)
    image = Image.open(clean).convert("RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    output = BytesIO()
    image.save(output, "JPEG", quality=QUALITY)
    data = output.getvalue()
    digest = sha1(data, usedforsecurity=False).hexdigest()
    return Small(ContentFile(data, name=f"{digest}.jpg"), digest, *image.size)

"""What Oscar's templates show as thumbnails: the sizes that are there already. None is made for them."""

from dataclasses import dataclass

from django.templatetags.static import static
from oscar.core.thumbnails import AbstractThumbnailer

from catalog.pictures.models import Picture
from catalog.pictures.showing import shown


@dataclass(frozen=True)
class Thumbnail:
    """An address, under the name by which Oscar's templates ask for it."""

    url: str


class Thumbnails(AbstractThumbnailer):
    """Named in the settings as Oscar's maker of thumbnails."""

    def generate_thumbnail(self, source, **opts):
        """The picture's smallest square, or a drawing where it has none (or is not stored yet)."""
        picture = getattr(source, "instance", None)
        found = shown(picture, "square") if isinstance(picture, Picture) else None
        return Thumbnail(found.src if found else static("img/illustrations/basket.svg"))

    def delete_thumbnails(self, source):
        """Nothing: a picture's files go with the picture, by Wagtail."""

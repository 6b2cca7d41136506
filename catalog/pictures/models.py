"""A picture, whoever uploads it: a marketer in /noi-dung/ or the office in /quan-tri/."""

from functools import partial

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from catalog.pictures.intake import CleanFile, take_in
from catalog.pictures.making import make_renditions
from catalog.text import NFCCharField


class PictureFile(WagtailImageFieldFile):
    """Whatever way a file comes, it is stored as taken in."""

    def save(self, name, content, save=True):
        """Stores it. Raises NoPicture, which forms have found out before."""
        clean = content if isinstance(content, CleanFile) else take_in(file=content, name=name)
        super().save(clean.name, clean, save)

    save.alters_data = True


class PictureField(WagtailImageField):
    """The field of the stored picture."""

    attr_class = PictureFile


class Picture(AbstractImage):
    """A photograph with its words, its focal point, and the sizes in which pages show it."""

    title = NFCCharField(_("title"), max_length=255)
    file = PictureField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    description = NFCCharField(
        _("description"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What is to be seen, for those who cannot see it."),
    )
    #: Which sizes there are, written by `making.make_renditions`. Pages need nothing else to show it.
    shown = models.JSONField(default=dict, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description_vi",
        "description_en",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    #: The fields that a saving must have left alone for the sizes to stay as they are.
    LOOK = frozenset({"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"})

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *, update_fields=None, **kwargs):
        """Stores it and, once that is certain, makes its sizes where file or focal point are new."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
            self._set_image_file_metadata()
        super().save(update_fields=update_fields, **kwargs)
        if update_fields is None or self.LOOK & set(update_fields):
            transaction.on_commit(partial(make_renditions, picture=self))


class PictureRendition(AbstractRendition):
    """A file made of a picture. Pages do not read these rows: Wagtail deletes files by them."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="pictures_rendition_unique"
            )
        ]

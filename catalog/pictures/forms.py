"""Forms through which pictures come in: Wagtail's own three, and the field for others."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from catalog.pictures.intake import MAX_BYTES, take_in


class PictureFormField(WagtailImageField):
    """A picture to be uploaded, as taken in: what it gives can be stored as it is."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.max_upload_size = MAX_BYTES
        self.help_text = _("JPEG, PNG, WebP, AVIF or HEIC, up to 20 MB and 50 megapixels.")
        self.error_messages |= {
            # Wagtail's pages say these two before they send a file.
            "invalid_image_extension": _("Only JPEG, PNG, WebP, AVIF and HEIC pictures are taken."),
            "file_too_large_unknown_size": _("This file is larger than 20 MB. Send a smaller picture."),
        }

    def to_python(self, data):
        """The picture, judged by its content. Raises ValidationError for what is none."""
        file = forms.FileField.to_python(self, data)
        return None if file is None else take_in(file=file, name=file.name)


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture; settings name it, so that every upload of Wagtail's goes through it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureFormField(
                label=given.label, required=given.required, widget=given.widget
            )

    def save(self, commit=True):
        """In one piece: the sizes are made once Wagtail has thrown away those of the old file."""
        with transaction.atomic():
            return super().save(commit)

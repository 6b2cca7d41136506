"""Forms through which pictures come in: Wagtail's own three, and what others are made of."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from catalog.pictures.intake import MAX_BYTES, CleanFile, take_in
from catalog.pictures.waiting import WaitingRoom

PHOTOGRAPH = _("Photograph")
#: A slip whose picture waits no more.
GONE = object()


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
        """The picture, judged by its content. Raises ValidationError for what is none, or waits no more."""
        if data is GONE:
            raise forms.ValidationError(_("The photograph was kept for too long. Choose it again."))
        if isinstance(data, CleanFile):
            return data
        file = forms.FileField.to_python(self, data)
        return None if file is None else take_in(file=file, name=file.name)


class WaitingPictureInput(forms.FileInput):
    """A file field, with the picture that waits since its form was refused: taken while its box is ticked."""

    template_name = "pictures/waiting_input.html"
    room: WaitingRoom | None = None
    waiting = None

    def value_from_datadict(self, data, files, name):
        """What was chosen now, or else what waits; GONE where a slip leads to nothing."""
        chosen, slip = super().value_from_datadict(data, files, name), data.get(self.slip_name(name))
        if chosen or not slip or self.room is None:
            return chosen
        return self.room.find(slip) or GONE

    def slip_name(self, name):
        """The name of the box beside the field of that name."""
        return f"{name}-waiting"

    def use_required_attribute(self, initial):
        """Nothing has to be chosen where something waits."""
        return self.waiting is None and super().use_required_attribute(initial)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"waiting": self.waiting, "slip_name": self.slip_name(name)}
        return context


class CameraField(PictureFormField):
    """A photograph: a phone offers its camera first."""

    def __init__(self, *, label=PHOTOGRAPH):
        widget = WaitingPictureInput(attrs={"capture": "environment"})
        super().__init__(label=label, required=False, widget=widget)
        # The phone takes it from here; Wagtail would list the extensions, which leaves the camera out.
        self.widget.attrs["accept"] = "image/*"
        self.help_text = ""


class KeepsPictures:
    """For a form with pictures: what is good in them waits in `room` while something else is refused."""

    def __init__(self, *args, room: WaitingRoom | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room
        for name in self._picture_names():
            self.fields[name].widget.room = room

    def _picture_names(self):
        return [name for name, f in self.fields.items() if isinstance(f.widget, WaitingPictureInput)]

    def keep_pictures(self) -> None:
        """Lets the good pictures of a refused form wait, for its page to show."""
        self.is_valid()  # Cleans what nobody has asked yet, such as the rows of a formset refused as a whole.
        for name in self._picture_names():
            if file := self.cleaned_data.get(name):
                self.fields[name].widget.waiting = self.room.keep(file, shown=self[name].data.name)

    def let_pictures_go(self) -> None:
        """Once the form has been carried out: nothing of it waits any more."""
        for name in self._picture_names():
            field = self.fields[name].widget
            if slip := self.data.get(field.slip_name(self.add_prefix(name))):
                self.room.let_go(slip)


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

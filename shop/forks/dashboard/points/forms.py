"""What the office writes of a sales point itself, in both languages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.pictures.forms import KeepsPictures, PictureFormField, WaitingPictureInput
from catalog.places.models import Commune
from catalog.text_fields import OneLineField
from shop.forks.dashboard.recognition.forms import RefusableForm, day_field
from shop.fulfilment.phone import phone_digits
from shop.points.distance import distance_km
from shop.points.locator import position
from shop.points.models import SalesPoint
from shop.recognition.status import PUBLISHED, StatusChange

#: Oscar's partner, which bears the same name, has no room for more.
LONGEST_NAME = 128
#: No commune of the province reaches further from its centre.
FARTHEST_KM = 60
LARGEST_FLOOR_M2 = 100_000
FIELDSETS = [
    (_("What it is"), ["name", "kind", "setting", "status", "has_sign", "floor_area_m2"]),
    (
        _("Where it stands"),
        ["commune", "village", "address_line", "position", "way_there_vi", "way_there_en"],
    ),
    (_("Who runs it"), ["operator_name", "operator_tax_code", "phone", "zalo", "email"]),
    (
        _("What it offers"),
        [
            "accepts_pick_up",
            "has_parking",
            "has_coach_access",
            "has_tasting",
            "accepts_card",
            "accepts_transfer",
        ],
    ),
    (_("What visitors read"), ["about_vi", "about_en"]),
    (_("First photograph"), ["photograph", "photograph_description", "without_photograph"]),
    (_("Clock"), ["time_zone"]),
]
OF_THE_MODEL = [
    name
    for _heading, names in FIELDSETS
    for name in names
    if name not in ("position", "photograph", "photograph_description", "without_photograph")
]
#: Free numbers (1800 1234) have eight digits; all others have more.
SHORTEST_NUMBER = 8
TEXTS = ("about_vi", "about_en", "way_there_vi", "way_there_en")


class PositionField(forms.CharField):
    """Latitude and longitude in one line, as maps give them to copy."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "placeholder": "21.3891, 103.0169"}

    def clean(self, value):
        """The pair in degrees. Raises ValidationError."""
        try:
            return position(super().clean(value))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class PointForm(KeepsPictures, forms.ModelForm):
    """A new point, or another's facts. Its status is changed elsewhere, with day and reason."""

    name = OneLineField(label=_("Name"), max_length=LONGEST_NAME)
    position = PositionField(
        label=_("Position"), help_text=_("Latitude and longitude, as a map gives them to copy.")
    )
    floor_area_m2 = forms.IntegerField(
        label=_("Floor area (m²)"), required=False, min_value=1, max_value=LARGEST_FLOOR_M2
    )
    photograph = PictureFormField(label=_("Photograph"), required=False, widget=WaitingPictureInput)
    photograph_description = OneLineField(
        label=_("What is to be seen on it"),
        max_length=255,
        required=False,
        help_text=_("For those who cannot see it."),
    )
    without_photograph = forms.BooleanField(label=_("Take the photograph away"), required=False)

    class Meta:
        model = SalesPoint
        fields = OF_THE_MODEL
        widgets = {name: forms.Textarea(attrs={"rows": 4, "class": "no-widget-init"}) for name in TEXTS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        point = self.instance
        self.fields["commune"].queryset = Commune.objects.order_by("name")
        self.fields["address_line"].help_text = _("Without one it is not published.")
        if point.pk:
            del self.fields["status"]
            self.initial["position"] = f"{point.latitude}, {point.longitude}"
            self.initial["photograph_description"] = point.picture.description_vi if point.picture else ""
        if not point.picture:
            del self.fields["without_photograph"]

    def clean_phone(self):
        """As it was typed. Raises ValidationError for what nobody can call."""
        return _to_be_called(self.cleaned_data["phone"])

    def clean_zalo(self):
        """The same."""
        return _to_be_called(self.cleaned_data["zalo"])

    def clean(self):
        """Says beside the fields what the database would refuse."""
        cleaned = super().clean()
        status = cleaned.get("status", self.instance.status)
        if status in PUBLISHED and cleaned.get("address_line") == "":
            self.add_error("address_line", _("A point needs its address before it is published."))
        if cleaned.get("operator_tax_code") and cleaned.get("operator_name") == "":
            self.add_error("operator_name", _("A tax code needs the name of its operator."))
        self._refuse_far_away(cleaned.get("commune"), cleaned.get("position"))
        return cleaned

    def _refuse_far_away(self, commune, place):
        if not commune or not place:
            return
        far = round(distance_km(place, (commune.latitude, commune.longitude)))
        if far > FARTHEST_KM:
            message = _("This is %(far)s km from the middle of %(commune)s. Look at both again.")
            self.add_error("position", message % {"far": far, "commune": commune})

    def fieldsets(self):
        """(heading, bound fields) as the office has them at hand."""
        for heading, names in FIELDSETS:
            yield heading, [self[name] for name in names if name in self.fields]

    @property
    def changed_columns(self) -> list[str]:
        """The columns that the person has changed; others may have been changed by somebody else since."""
        changed = [name for name in self.changed_data if name in OF_THE_MODEL]
        return [*changed, *(("latitude", "longitude") if "position" in self.changed_data else ())]


class StatusForm(RefusableForm):
    """What becomes of the point, since when, and why."""

    seen = forms.ChoiceField(choices=SalesPoint.Status, widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Status"), choices=SalesPoint.Status, widget=forms.RadioSelect)
    since_date = day_field(_("Since"))
    reason = OneLineField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("reason").max_length,
        required=False,
        help_text=_("Needed where it is paused or closed. Kept with your name in the history."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "no-widget-init"}),
    )


def _to_be_called(number):
    digits = phone_digits(number)
    if number and not (digits.isascii() and digits.isdecimal() and len(digits) >= SHORTEST_NUMBER):
        raise forms.ValidationError(_("Write the number in digits, such as 0215 382 1234."))
    return number

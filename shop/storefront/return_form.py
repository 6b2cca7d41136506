"""What a buyer types to give goods back."""

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import WrittenField
from shop.returns.models import ReturnRequest
from shop.returns.queries import Returnable

PREFIX = "line-"


class ReturnForm(forms.Form):
    """Units of each line that can still go back, the reason, and words."""

    key = forms.RegexField(r"^[A-Za-z0-9]{22}\Z", widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=ReturnRequest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what fits best.")},
    )
    words = WrittenField(
        label=_("What is wrong?"),
        max_length=ReturnRequest.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In a few words, so that we can answer at once. Only the office reads it."),
    )

    def __init__(self, *args, lines: list[Returnable], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = lambda: get_random_string(22)
        self.lines = lines
        for each in lines:
            self.fields[f"{PREFIX}{each.line.pk}"] = forms.IntegerField(
                label=_("How many?"),
                help_text=_("at most %(units)s") % {"units": each.units},
                min_value=0,
                max_value=each.units,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"max_value": _("At most %(left)s can be given back.") % {"left": each.units}},
            )

    def clean(self):
        """Raises ValidationError where nothing is chosen, or something that is not to be chosen here."""
        cleaned = super().clean()
        others = {name for name in self.data if name.startswith(PREFIX)} - self.fields.keys()
        if any(self.data[name].strip() not in ("", "0") for name in others):
            raise forms.ValidationError(
                _("This cannot be given back here. Please look at the list once more.")
            )
        if not self.units and not any(name.startswith(PREFIX) for name in self.errors):
            raise forms.ValidationError(_("Say how many of what you want to give back."))
        return cleaned

    @property
    def rows(self):
        """Each line with its field."""
        return [(each, self[f"{PREFIX}{each.line.pk}"]) for each in self.lines]

    @property
    def units(self) -> dict[int, int]:
        """Line id → units that are to go back."""
        typed = {each.line.pk: self.cleaned_data.get(f"{PREFIX}{each.line.pk}") for each in self.lines}
        return {pk: units for pk, units in typed.items() if units}

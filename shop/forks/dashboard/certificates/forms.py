"""What the office writes of a paper, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.certification.models import Certificate, IssuerLevel, StarRating
from catalog.certification.operations import LONGEST_REASON, Paper
from catalog.pictures.forms import KeepsPictures, PictureFormField, WaitingPictureInput
from catalog.products.models import Product
from catalog.text_fields import OneLineField


def _day(label, *, required=True, help_text=""):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class ReasonForm(forms.Form):
    """Why something is done; kept in the history."""

    reason = OneLineField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with your name in the history."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "no-widget-init"}),
    )

    def refuse(self, errors: dict[str, str]) -> None:
        """Says the operation's reasons beside the fields that they are about."""
        for field, words in errors.items():
            self.add_error(field if field in self.fields else None, words)


def _length(field):
    return Certificate._meta.get_field(field).max_length


class PaperForm(KeepsPictures, ReasonForm):
    """What stands on a new certificate."""

    number = OneLineField(label=_("Certificate number"), max_length=_length("number"))
    stars = forms.TypedChoiceField(label=_("Stars"), choices=StarRating.choices, coerce=int)
    score = forms.DecimalField(
        label=_("Score"), required=False, min_value=0, max_value=100, max_digits=4, decimal_places=1
    )
    issued_date = _day(_("Issued"))
    ends_date = _day(
        _("Last day of validity"), required=False, help_text=_("Empty: as the rules of that day say.")
    )
    issuer = OneLineField(label=_("Issuer"), max_length=_length("issuer"))
    issuer_level = forms.ChoiceField(label=_("Issuer level"), choices=IssuerLevel.choices)
    decision_number = OneLineField(
        label=_("Decision number"), max_length=_length("decision_number"), required=False
    )
    decision_date = _day(_("Decision date"), required=False)
    scan = PictureFormField(label=_("Picture of the paper"), required=False, widget=WaitingPictureInput)

    field_order = [
        "number",
        "stars",
        "score",
        "issued_date",
        "ends_date",
        "issuer",
        "issuer_level",
        "decision_number",
        "decision_date",
        "scan",
        "reason",
    ]

    @property
    def paper(self) -> Paper:
        """The paper as the operations take it."""
        return Paper(**{name: self.cleaned_data[name] for name in Paper.__dataclass_fields__})


class WhenLapsedForm(ReasonForm):
    """What becomes of the product without a certificate in force."""

    when_lapsed = forms.ChoiceField(
        label=_("When its certificate has lapsed"),
        choices=Product.WhenLapsed.choices,
        widget=forms.RadioSelect,
    )
    field_order = ["when_lapsed", "reason"]


class ScanForm(forms.Form):
    """A picture of the paper, judged by its content."""

    scan = PictureFormField(label=_("Picture of the paper"))

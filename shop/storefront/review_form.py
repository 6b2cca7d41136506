"""What a buyer types about goods that they got."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import WrittenField
from shop.forks.reviews.models import LONGEST_NAME, LONGEST_TEXT

SCORES = [
    (5, _("5 of 5: very good")),
    (4, _("4 of 5: good")),
    (3, _("3 of 5: fair")),
    (2, _("2 of 5: poor")),
    (1, _("1 of 5: very poor")),
]


class ReviewForm(forms.Form):
    """A score, a text, and how the writer wants to be called."""

    score = forms.TypedChoiceField(
        label=_("Your score"),
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the five.")},
    )
    text = WrittenField(
        label=_("What was it like?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everybody can read it. Please write no phone, e-mail or address."),
    )
    name = WrittenField(
        label=_("Your first name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Shown with the review. Left empty, it says “A customer”."),
    )

    def clean_name(self):
        """Raises ValidationError where it looks like an e-mail or a number: those are never shown."""
        name = self.cleaned_data["name"]
        if "@" in name or any(letter.isdigit() for letter in name):
            raise forms.ValidationError(
                _("A name only, please: an e-mail or a number would be seen by everybody.")
            )
        return name

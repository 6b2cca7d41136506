"""What the office types about money."""

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import OneLineField, WrittenField
from shop.returns.models import ReturnRequest
from shop.settlement.models import Refund


class _WithKey(forms.Form):
    """Sent twice, it is done once."""

    key = forms.RegexField(r"^[A-Za-z0-9]{22}\Z", widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = lambda: get_random_string(22)


class GiveForm(_WithKey):
    """Money back without goods: an amount, and why."""

    amount = forms.IntegerField(label=_("Amount (đồng)"), min_value=1, max_value=999_999_999)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[choice for choice in Refund.Reason.choices if choice[0] != Refund.Reason.RETURNED],
    )
    note = OneLineField(label=_("Note"), max_length=200, required=False)


class LinesForm(_WithKey):
    """Money for units of lines, with the goods or without them."""

    note = OneLineField(label=_("Why"), max_length=200)
    came_back = forms.BooleanField(
        label=_("The goods are back and can be sold again"),
        required=False,
        help_text=_("They go to the point and lot that they left from."),
    )
    #: The request that is closed by it, where the buyer has asked.
    request = forms.ModelChoiceField(
        queryset=ReturnRequest.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, lines, requests=None, **kwargs):
        """`lines` say what the counter has `taken_in` of each already, so that nobody counts it twice."""
        super().__init__(*args, **kwargs)
        self.lines = lines
        if requests is not None:
            self.fields["request"].queryset = requests
        for line in lines:
            taken_in = _("Taken in already: %(units)s.") % {"units": line.taken_in}
            self.fields[f"line-{line.pk}"] = forms.IntegerField(
                label=f"{line.title} ({line.quantity})",
                help_text=taken_in if line.taken_in else "",
                min_value=0,
                max_value=line.quantity,
                required=False,
            )

    @property
    def units(self) -> dict[int, int]:
        """Line id → units that money goes back for."""
        typed = {n.removeprefix("line-"): v for n, v in self.cleaned_data.items() if n.startswith("line-")}
        return {int(pk): units for pk, units in typed.items() if units}


class AnswerForm(forms.Form):
    """What the office says to a buyer who wants to give goods back."""

    words = WrittenField(
        label=_("Answer to the buyer"),
        max_length=ReturnRequest.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "If you accept: where to bring or send the goods, and by when. If you refuse: why. "
            "The buyer is told at once."
        ),
    )
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[("accept", _("accept it")), ("refuse", _("refuse it"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, state: str, **kwargs):
        super().__init__(*args, **kwargs)
        if state == ReturnRequest.State.ACCEPTED:
            self.fields["verdict"].choices = [("refuse", _("refuse it"))]


class SentForm(forms.Form):
    """What became of a refund that is sent by hand: the bank's own number for it, or why it failed."""

    reference = OneLineField(
        label=_("The bank's number for it, or the receipt's"), max_length=100, required=False
    )
    fault = OneLineField(label=_("Or why it cannot be sent"), max_length=200, required=False)

    def clean(self):
        """Raises ValidationError where neither or both are said."""
        cleaned = super().clean()
        # What is too long is told beside its field, and stands for having been written.
        said = [bool(cleaned.get(name)) or name in self.errors for name in ("reference", "fault")]
        if all(said) or not any(said):
            raise forms.ValidationError(_("Write either the number of the payment or why it cannot be sent."))
        return cleaned


class CancelForm(forms.Form):
    """Why the office cancels what is left of an order."""

    note = OneLineField(label=_("Why"), max_length=200, help_text=_("The buyer and the point read it."))

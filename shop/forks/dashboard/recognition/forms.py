"""What the office writes of a grant, and of a visit before it begins."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import OneLineField
from shop.forks.dashboard.catalogue.fields import DongField
from shop.recognition.inspecting import Visit
from shop.recognition.models import CriteriaDecision, Inspection, PointRecognition, PointSupport
from shop.recognition.operations import Decision, Grant


def day_field(label, *, required=True, help_text="") -> forms.DateField:
    """A day, by the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _length(model, field):
    return model._meta.get_field(field).max_length


class RefusableForm(forms.Form):
    """One that says the operation's reasons beside the fields that they are about."""

    def refuse(self, errors: dict[str, str]) -> None:
        """Takes over what an operation said; what is about no field here stands above all of them."""
        for field, words in errors.items():
            self.add_error(field if field in self.fields else None, words)


class RecognitionForm(RefusableForm):
    """What stands on a decision that recognises a point."""

    decision_number = OneLineField(
        label=_("Decision number"), max_length=_length(PointRecognition, "decision_number")
    )
    decided_date = day_field(_("Decision date"))
    issuer = OneLineField(label=_("Issuer"), max_length=_length(PointRecognition, "issuer"))
    criteria = forms.ModelChoiceField(
        label=_("Under the criteria of"), queryset=CriteriaDecision.objects.all(), empty_label=None
    )

    @property
    def decision(self) -> Decision:
        """The decision as the operation takes it."""
        return Decision(**self.cleaned_data)


class SupportForm(RefusableForm):
    """Money from a budget."""

    budget_source = OneLineField(label=_("Budget"), max_length=_length(PointSupport, "budget_source"))
    amount = DongField(label=_("Amount (đồng)"))
    granted_date = day_field(_("Granted"))
    keep_until_date = day_field(
        _("To be kept until"),
        required=False,
        help_text=_("Empty: two years, as is the practice of Lào Cai. Write the day that the grant names."),
    )

    @property
    def grant(self) -> Grant:
        """The grant as the operation takes it."""
        return Grant(**self.cleaned_data)


class WithdrawForm(RefusableForm):
    """From when, and why."""

    withdrawn_date = day_field(_("Withdrawn from"))
    reason = OneLineField(
        label=_("Why"),
        max_length=_length(PointRecognition, "withdrawal_reason"),
        help_text=_("Kept with your name in the history."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "no-widget-init"}),
    )


class VisitForm(RefusableForm):
    """Who went when, and whether the point knew."""

    visited_at = forms.DateTimeField(
        label=_("Visited"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    inspectors = OneLineField(
        label=_("Inspectors"),
        max_length=_length(Inspection, "inspectors"),
        help_text=_("Names, separated by commas."),
    )
    is_announced = forms.BooleanField(label=_("The point was told before"), required=False)

    @property
    def visit(self) -> Visit:
        """The visit as the operation takes it."""
        return Visit(**self.cleaned_data)

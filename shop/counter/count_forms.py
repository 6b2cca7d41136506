"""What staff type in a count: a figure for each lot on the shelf, and the manager's word on a difference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.counter.shelf_forms import WITHOUT, ReasonField, UnitsField
from shop.warehouse.models import CountLine


class CountForm(forms.Form):
    """One figure for each lot that the books know here, and for a lot that they do not."""

    def __init__(self, *args, lots, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_name = {f"lot-{lot.pk if lot else WITHOUT}": lot for lot in lots}
        for name, lot in self.by_name.items():
            label = _("lot %(lot)s") % {"lot": lot.code} if lot else _("without a lot")
            if lot and lot.use_by_date:
                label = _("%(lot)s, use by %(day)s") % {"lot": label, "day": f"{lot.use_by_date:%d/%m/%Y}"}
            self.fields[name] = UnitsField(label=label, min_value=0, required=False)

    def clean(self):
        """Raises ValidationError where no figure was typed at all."""
        cleaned = super().clean()
        if not self.errors and not self.counted:
            raise forms.ValidationError(_("Write down what you counted, 0 where nothing is there."))
        return cleaned

    @property
    def counted(self) -> list[tuple]:
        """(lot or None, units) of what was counted; a field left empty was not."""
        given = [(lot, self.cleaned_data.get(name)) for name, lot in self.by_name.items()]
        return [(lot, units) for lot, units in given if units is not None]


class DecisionForm(forms.Form):
    """The manager's word on one difference."""

    line = forms.ModelChoiceField(queryset=CountLine.objects.none(), widget=forms.HiddenInput)
    #: The figures that the manager saw.
    counted = UnitsField(label="", min_value=0)
    expected = UnitsField(label="", min_value=0)
    reason = ReasonField(required=False)

    def __init__(self, *args, stock_take, **kwargs):
        super().__init__(*args, **kwargs)
        lines = CountLine.objects.filter(stock_take=stock_take)
        self.fields["line"].queryset = lines.select_related("stock_take", "stock", "lot")

    @property
    def decision(self) -> dict:
        """The line as the manager saw it, and the reason."""
        line = self.cleaned_data["line"]
        line.counted, line.expected = self.cleaned_data["counted"], self.cleaned_data["expected"]
        return {"line": line, "reason": self.cleaned_data["reason"]}

"""What staff type about a shipment: where it goes, what is in it, and what came of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.pictures.closed import made_small
from catalog.pictures.forms import CameraField, KeepsPictures
from catalog.producers.models import Producer
from catalog.text_fields import OneLineField
from catalog.trace.codes import Code
from catalog.trace.models import LONGEST_CODE
from shop.counter.shelf_forms import ReasonField, UnitsField
from shop.forks.partner.models import Partner
from shop.warehouse.labels import LotLabel
from shop.warehouse.receiving import Arrival


class DayField(forms.DateField):
    """A day, from the phone's own calendar."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
        )


class LotCodeField(OneLineField):
    """The lot's code as the label has it; empty for goods without one."""

    def __init__(self, **kwargs):
        attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        super().__init__(
            label=_("Lot code on the label"),
            max_length=LONGEST_CODE,
            required=False,
            widget=forms.TextInput(attrs=attributes),
            **kwargs,
        )


class _Note(OneLineField):
    def __init__(self):
        super().__init__(label=_("Note"), max_length=200, required=False)


class TransferForm(forms.Form):
    """A transfer from a point to another."""

    destination = forms.ModelChoiceField(label=_("To which point?"), queryset=Partner.objects.none())
    note = _Note()

    def __init__(self, *args, source, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["destination"].queryset = Partner.objects.exclude(pk=source.pk).order_by("name")


class DeliveryForm(forms.Form):
    """Goods that a producer brings, now or on some day."""

    producer = forms.ModelChoiceField(label=_("From which producer?"), queryset=Producer.objects.none())
    expected_date = DayField(label=_("Expected on"))
    note = _Note()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["producer"].queryset = Producer.objects.order_by("name")


class LineForm(forms.Form):
    """So many units of the chosen product."""

    units = UnitsField(label=_("How many units?"), min_value=0, help_text=_("0 takes it out."))
    lot_code = LotCodeField()

    @property
    def label(self) -> LotLabel:
        """What was typed of the lot."""
        return _label(self.cleaned_data)


class LabelledLineForm(LineForm):
    """The same with the dates of the label, for goods that come from a producer."""

    made_date = DayField(label=pgettext_lazy("label", "Made on"))
    use_by_date = DayField(label=pgettext_lazy("label", "Use by"))


def as_written(line) -> dict:
    """What a form begins with that changes a line."""
    lot = {name: getattr(line.lot, name, None) for name in ("made_date", "use_by_date")}
    return {"units": line.quantity, "lot_code": line.lot.code if line.lot else "", **lot}


def as_scanned(code: Code) -> dict:
    """What the form of a new line begins with, where the code names the lot."""
    return {"lot_code": code.lot, "made_date": code.made_date, "use_by_date": code.use_by_date}


class ArrivalForm(KeepsPictures, forms.Form):
    """What came of one line. It is filled in as announced, so that whole shipments take one tap."""

    units = UnitsField(label=_("Came"), min_value=0)
    damaged = UnitsField(label=_("of it damaged"), min_value=0, required=False)
    reason = ReasonField(required=False, help_text=_("Only where it differs from what was announced."))
    photograph = CameraField(label=_("Photograph of it"))

    def __init__(self, *args, line, **kwargs):
        kwargs.setdefault("initial", {"units": line.quantity, "damaged": 0})
        super().__init__(*args, prefix=f"line-{line.pk}", **kwargs)
        self.line = line
        if line.lot is None:
            self.fields["lot_code"] = LotCodeField()
            self.fields["made_date"] = DayField(label=pgettext_lazy("label", "Made on"))
            self.fields["use_by_date"] = DayField(label=pgettext_lazy("label", "Use by"))

    @property
    def is_touched(self) -> bool:
        """Whether somebody has typed anything into it, or is told something about it."""
        return self.is_bound and (self.has_changed() or bool(self.errors))

    @property
    def arrival(self) -> Arrival:
        """What was typed."""
        given = self.cleaned_data
        photograph = made_small(given["photograph"]) if given["photograph"] else None
        return Arrival(given["units"], given["damaged"] or 0, given["reason"], _label(given), photograph)


def _label(given):
    """As far as the form asks for it: a transfer's line has no dates, one that names its lot nothing."""
    return LotLabel(given.get("lot_code", ""), given.get("made_date"), given.get("use_by_date"))

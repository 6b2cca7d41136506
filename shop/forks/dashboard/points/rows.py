"""Rows of a point's page: days of other hours, and photographs beside the first one.

Plain formsets that carry the rows' ids: Django's own of models fail where somebody else has taken a row away
since the page was opened.
"""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from catalog.pictures.forms import KeepsPictures, PictureFormField, WaitingPictureInput
from catalog.text_fields import OneLineField
from shop.forks.dashboard.points.hours import HoursField
from shop.forks.dashboard.recognition.forms import day_field
from shop.points.models import OpeningException, SalesPoint

FIRST_TET_DAY, LAST_TET_DAY = OpeningException.TET_DAYS
TET_DAY_LIMITS = [MinValueValidator(FIRST_TET_DAY), MaxValueValidator(LAST_TET_DAY)]
MOST_ROWS, EMPTY_ROWS = 60, 2
LARGEST_ID = 2**63 - 1
MOST_IN_ORDER = 32_767


def _id():
    return forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)


class ExceptionForm(forms.ModelForm):
    """Days on which the point keeps other hours: by dates, or every year by days of Tết."""

    #: What tells one row from another.
    DAYS = ("from_date", "to_date", "from_tet_day", "to_tet_day")

    id = _id()
    from_date = day_field(_("From"), required=False)
    to_date = day_field(_("To and including"), required=False)
    hours = HoursField(label=_("Hours"), help_text=_("Empty: closed on these days."))

    class Meta:
        model = OpeningException
        fields = ["reason", "label_vi", "label_en", "from_date", "to_date", "from_tet_day", "to_tet_day"]

    field_order = ["id", *Meta.fields, "hours"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_tet_day", "to_tet_day"):
            self.fields[name].widget.attrs |= {"min": FIRST_TET_DAY, "max": LAST_TET_DAY}
            # In place of those of the column, which tell of numbers with nineteen digits.
            self.fields[name].validators = TET_DAY_LIMITS

    def clean(self):
        """One end alone stands for one day."""
        cleaned = super().clean()
        for kind in ("date", "tet_day"):
            first, last = cleaned.get(f"from_{kind}"), cleaned.get(f"to_{kind}")
            if first is None and last is not None and f"from_{kind}" not in self.errors:
                self.add_error(f"from_{kind}", _("Say from when."))
            if last is None and f"to_{kind}" not in self.errors:
                cleaned[f"to_{kind}"] = first
        return cleaned

    @property
    def days(self) -> tuple:
        """The days that it is about."""
        return tuple(self.cleaned_data.get(name) for name in self.DAYS)


class BaseExceptionFormSet(forms.BaseFormSet):
    """The exceptions of a point, each day range once."""

    def clean(self):
        """Raises ValidationError where two rows are about the same days."""
        kept = [form for form in self.forms if form.has_changed() or form.initial]
        days = [form.days for form in kept if form.is_valid() and not form.cleaned_data.get("DELETE")]
        if len(set(days)) < len(days):
            raise forms.ValidationError(_("Two rows are about the same days."))


class PhotographForm(KeepsPictures, forms.Form):
    """A photograph beside the first one."""

    id = _id()
    file = PictureFormField(label=_("Photograph"), required=False, widget=WaitingPictureInput)
    description = OneLineField(label=_("What is to be seen on it"), max_length=255, required=False)
    display_order = forms.IntegerField(
        label=_("Order in the gallery"), required=False, min_value=0, max_value=MOST_IN_ORDER
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("id"):
            del self.fields["file"]

    def clean(self):
        """A new row has a file."""
        cleaned = super().clean()
        if "file" in self.fields and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose a photograph."))
        return cleaned


def _formset(form, base):
    return forms.formset_factory(
        form, formset=base, extra=EMPTY_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=2 * MOST_ROWS
    )


ExceptionFormSet = _formset(ExceptionForm, BaseExceptionFormSet)
PhotographFormSet = _formset(PhotographForm, forms.BaseFormSet)


def exceptions_of(point: SalesPoint) -> list[dict]:
    """The rows that there are, as the formset shows them."""
    names = ["id", *ExceptionForm.Meta.fields]
    return [
        {
            **{name: getattr(row, name) for name in names},
            "hours": [(period.opens, period.closes) for period in row.periods.all()],
        }
        for row in point.opening_exceptions.prefetch_related("periods")
    ]


def photographs_of(point: SalesPoint) -> list[dict]:
    """The rows that there are, as the formset shows them; `picture` is for the page."""
    return [
        {
            "id": row.pk,
            "picture": row.picture,
            "description": row.picture.description_vi,
            "display_order": row.display_order,
        }
        for row in point.gallery.select_related("picture")
    ]

"""What wants the office's attention: to be kept until when, withdrawn, not finished."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shop.recognition.models import Inspection, PointRecognition, PointSupport

#: Tabs of the page: the value in the address, and what it is called.
TABS = {
    "keep": _("To be kept"),
    "recognised": _("Recognised"),
    "withdrawn": _("Recognition withdrawn"),
    "support-withdrawn": _("Support withdrawn"),
    "drafts": _("Inspections not finished"),
}
FIRST_TAB = "keep"
#: An obligation that ends within so many days is marked.
SOON_DAYS = 90


def of_tab(tab: str, day: date) -> QuerySet:
    """The rows of a tab with their points, in the order in which they want attention."""
    if tab == "keep":
        rows = PointSupport.objects.binding(day).order_by("keep_until_date", "pk")
    elif tab == "recognised":
        rows = PointRecognition.objects.standing(day).select_related("criteria")
    elif tab == "withdrawn":
        rows = PointRecognition.objects.withdrawn().select_related("criteria")
    elif tab == "support-withdrawn":
        rows = PointSupport.objects.withdrawn()
    else:
        rows = Inspection.objects.drafts()
    return rows.select_related("point__commune")

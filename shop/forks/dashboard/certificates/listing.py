"""The office's list of certificates: by what will become of them, and by words."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.certification.models import Certificate
from catalog.text import having_words

#: Tabs of the list: the value in the address, and what it is called.
TABS = {
    "30": _("Ends within 30 days"),
    "60": _("Ends within 60 days"),
    "90": _("Ends within 90 days"),
    "ended": _("Ended"),
    "withdrawn": _("Withdrawn"),
    "all": _("All"),
}
FIRST_TAB = "90"
SEARCHED = ("number", "product__title", "product__code", "product__producer__name")


def of_tab(tab: str, at: datetime) -> QuerySet[Certificate]:
    """The certificates of a tab, in the order in which they want attention."""
    certificates = Certificate.objects.select_related("product__producer", "expiry_notice")
    if tab in {"30", "60", "90"}:
        return certificates.ending_within(int(tab), at).order_by("ends_date", "pk")
    if tab == "ended":
        ended = certificates.filter(ends_date__lt=timezone.localdate(at), withdrawn_at=None)
        return ended.not_followed(at).order_by("-ends_date", "-pk")
    if tab == "withdrawn":
        return certificates.filter(withdrawn_at__lte=at).order_by("-withdrawn_at", "-pk")
    return certificates.latest_first()


def with_words(certificates: QuerySet[Certificate], typed: str) -> QuerySet[Certificate]:
    """Those whose number, product or producer has all the words, marks or not."""
    return having_words(certificates, typed, *SEARCHED)

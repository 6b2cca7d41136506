"""/quay/lay/…/: what a buyer shows to fetch a parcel finds it, at the points of who scans it."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from shop.counter.access import for_counter_staff
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.pick_up import read_pick_up_code, spaced
from shop.fulfilment.states import Method

#: Nobody fetches faster than this; whoever tries codes out gets nowhere.
PER_PERSON = "40/m"
#: What the parcel's page calls the code that was shown.
SHOWN = "ma"


@require_safe
@for_counter_staff
def find(request, code):
    """Where the QR code of a buyer leads: to the parcel. Another point's is not there at all."""
    typed = read_pick_up_code(code)
    found = by_code(request, Fulfilment.objects.visible_to(request.user), typed) if typed else None
    if found is None:
        raise Http404
    return found


def by_code(request, parcels: QuerySet[Fulfilment], code: str) -> HttpResponse | None:
    """To the parcel among `parcels` with this code, which its page then says fits; None where there is none.

    At most forty a minute are looked up for one person.
    """
    if is_ratelimited(request, group="pick-up-code", key="user", rate=PER_PERSON, increment=True):
        messages.error(request, _("Those were many codes in a minute. Wait a little, or search by name."))
        return None
    # Only the office sees more than one point's; two points may have given the same code.
    found = parcels.filter(method=Method.PICK_UP, pick_up_code=code).order_by("-pk").first()
    if found is None:
        return None
    answer = redirect("counter:parcel", pk=found.pk)
    answer["Location"] += "?" + urlencode({SHOWN: code})
    return answer


@dataclass(frozen=True)
class Shown:
    """The code that a buyer showed, as people read it, and whether it is this parcel's."""

    code: str
    fits: bool


def shown_code(request, parcel: Fulfilment) -> Shown | None:
    """What was scanned or typed for this parcel; None where nothing was, or where codes are not asked for."""
    typed = request.GET.get(SHOWN, "").replace("\x00", "")[:40].strip()
    if not typed or not parcel.pick_up_code:
        return None
    if is_ratelimited(request, group="pick-up-code-fits", key="user", rate=PER_PERSON, increment=True):
        messages.error(request, _("Those were many codes in a minute. Wait a little, or search by name."))
        return None
    code = read_pick_up_code(typed)
    return Shown(spaced(code) or typed, fits=bool(code) and code == parcel.pick_up_code)

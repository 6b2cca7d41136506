"""/quay/: a point's staff see the orders of their own points and move them along, one step at a time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from shop.counter import board, scanned
from shop.counter.access import chosen_point, for_counter_staff, is_office
from shop.counter.attention import attention
from shop.counter.carriage import carriage_of
from shop.counter.packing import LotGone, LotsForm, lying_in, scan, shelves_of
from shop.counter.parcel import STEPS, MoveForm, Status, cash_of, lines_of, visible_parcels
from shop.counter.pick_up import shown_code
from shop.fulfilment.exceptions import PastUseBy, WrongState
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.packing import repack
from shop.settlement.carriage import call_off_with
from shop.settlement.moving import move_on
from shop.stock.exceptions import NotEnoughOfLot

#: How many of those done the first page shows, and how many each page of all of them.
DONE_AT_A_GLANCE, DONE_PER_PAGE = 8, 30


@require_safe
@for_counter_staff
def index(request):
    """What waits, by the next step, and what was done of late."""
    point, parcels = _parcels(request)
    now = timezone.now()
    groups = board.groups(parcels, now=now)
    context = {
        "points": request.points,
        "point": point,
        "kept": {"diem": point.code if point else ""},
        "groups": groups,
        "nothing_waits": not any(group.count for group in groups if group.status != Status.SENT),
        "attention": attention([point] if point else request.points, timezone.localdate(now)),
        "is_office": is_office(request.user),
        "at": point or (request.points[0] if len(request.points) == 1 else None),
        "left_out": sum(group.count - len(group.parcels) for group in groups),
        "done": board.recently_done(parcels, now=now)[:DONE_AT_A_GLANCE],
        "now": now,
    }
    return render(request, "counter/index.html", context)


@require_safe
@for_counter_staff
def done(request):
    """All that was delivered, handed over or cancelled of late."""
    point, parcels = _parcels(request)
    paginator = Paginator(board.recently_done(parcels, now=timezone.now()), DONE_PER_PAGE)
    context = {
        "points": request.points,
        "point": point,
        "page_obj": paginator.get_page(request.GET.get("trang")),
        "query": f"diem={point.code}" if point else "",
    }
    return render(request, "counter/done.html", context)


def _parcels(request):
    point = chosen_point(request)
    parcels = Fulfilment.objects.visible_to(request.user)
    return point, parcels.filter(partner=point) if point else parcels


@method_decorator(for_counter_staff, name="dispatch")
class ParcelView(View):
    """One parcel, and the buttons to its next state. Another point's parcel is not there at all."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        return self._page(self._parcel(pk))

    def post(self, request, pk):
        parcel, form = self._parcel(pk), MoveForm(request.POST)
        if not form.is_valid():
            if form.errors.keys() & {"to", "seen"}:
                messages.error(request, _("There is no such step. Please use the buttons below."))
            return self._page(parcel, form, status=422)
        try:
            self._move(parcel, form.cleaned_data)
        except LotGone:
            messages.error(request, _("The lot that you chose does not hold enough any more. Choose again."))
        except NotEnoughOfLot as shortage:
            said = _("Only %(left)s good units are there: others are past their date. Cancel, or get more.")
            messages.error(request, said % {"left": shortage.left})
        except PastUseBy as ended:
            said = _("Past its use-by date since it was packed: lot %(lots)s. Pack it anew with another lot.")
            messages.error(request, said % {"lots": ", ".join(ended.lots)})
        except WrongState:
            parcel.refresh_from_db(fields=["status"])
            message = _("Nothing was changed: somebody was quicker. The parcel is now: %(state)s.")
            messages.warning(request, message % {"state": parcel.get_status_display()})
        else:
            message = _("The parcel is now: %(state)s.")
            messages.success(request, message % {"state": parcel.get_status_display()})
        return redirect("counter:parcel", pk=pk)

    def _parcel(self, pk):
        return get_object_or_404(visible_parcels(self.request.user), pk=pk)

    def _move(self, parcel, wanted):
        if parcel.status != wanted["seen"]:
            raise WrongState(f"{wanted['seen']} was seen, but it is {parcel.status}")
        how = {"fulfilment": parcel, "at": timezone.now(), "chosen": self._chosen_lots(parcel, wanted["to"])}
        if wanted["to"] == parcel.status == Status.PACKED:
            repack(**how)
        else:
            move_on(to=wanted["to"], actor=self.request.user, note=wanted["reason"], **how)
            call_off_with(fulfilment=parcel, at=how["at"])

    def _chosen_lots(self, parcel, to):
        """What was chosen to be packed. Raises LotGone where a lot does not hold enough any more."""
        if to != Status.PACKED:
            return {}
        form = LotsForm(self.request.POST, shelves=shelves_of(parcel))
        if not form.is_valid():
            raise LotGone
        return form.chosen

    def _packing(self, parcel):
        """Which lots to take and what was scanned for it, while there is something to take."""
        if parcel.status not in (Status.CONFIRMED, Status.PACKED):
            return {}
        shelves = shelves_of(parcel)
        made = scan(shelves, scanned.typed(self.request), self.request.GET)
        return {
            "lots_form": LotsForm(shelves=shelves, initial=made.chosen),
            "scan": made,
            "kept": made.chosen,
        }

    def _page(self, parcel, form=None, status=200):
        lines = lines_of(parcel)
        steps = [(step, STEPS[step]) for step in parcel.next_steps if step != Status.CANCELLED]
        context = {
            "parcel": parcel,
            "order": parcel.order,
            "lines": lines,
            "cash": cash_of(parcel),
            "events": parcel.events.select_related("actor"),
            "steps": steps,
            "shown": shown_code(self.request, parcel),
            "may_cancel": Status.CANCELLED in parcel.next_steps,
            "form": form or MoveForm(),
            "packed": lying_in(parcel),
            **self._packing(parcel),
            **carriage_of(parcel),
            "now": timezone.now(),
        }
        return render(self.request, "counter/parcel.html", context, status=status)

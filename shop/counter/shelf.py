"""/quay/diem/…/kho/: what is on a point's shelves, each product with its lots and its whole history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from shop.counter import scanned
from shop.counter.access import Role, at_point, for_another_role, may
from shop.counter.finding import to_shelf
from shop.counter.goods import SHOWN, find, lots_of, moves_of, narrowed
from shop.counter.shelf_forms import AdjustForm, ThresholdForm, WriteOffForm
from shop.stock.exceptions import NotEnoughOfLot, OutOfStock
from shop.stock.lots import Which
from shop.stock.operations import adjust, set_threshold, write_off
from shop.stock.past_use_by import units_set_aside
from shop.stock.shelves import kept_at

GOODS_PER_PAGE, MOVES_PER_PAGE = 30, 30


@require_safe
@at_point()
def shelf_list(request):
    """All goods of the point; a code that names one leads there at once."""
    shown, typed = request.GET.get("loc", ""), scanned.typed(request)
    if shown not in SHOWN:
        raise Http404
    found = find(kept_at(request.point), typed)
    if found.is_by_code and found.records.count() == 1:
        return to_shelf(found.records.select_related("partner").get(), scanned.read(typed))
    day = timezone.localdate()
    records = narrowed(found.records, shown, day).select_related("product__parent", "partner")
    context = {
        "point": request.point,
        "page_obj": Paginator(records, GOODS_PER_PAGE).get_page(request.GET.get("trang")),
        "typed": typed,
        "kept": {"loc": shown},
        "shown": shown,
        "choices": SHOWN.items(),
        "query": urlencode({name: value for name, value in (("loc", shown), ("q", typed)) if value}),
        "is_unknown_code": found.is_by_code,
        "may_change": may(request.point, Role.KEEPER),
    }
    return render(request, "counter/shelf_list.html", context)


@method_decorator(at_point(), name="dispatch")
class ShelfView(View):
    """One product at the point. Sellers look; keepers change, with a reason that stays in the ledger."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        return self._page(self._record(pk))

    def post(self, request, pk):
        record = self._record(pk)
        if not may(request.point, Role.KEEPER):
            return for_another_role(request, Role.KEEPER)
        what = request.POST.get("what", "")
        if what not in self.FORMS:
            messages.error(request, _("There is no such step. Please use the buttons below."))
            return self._page(record, status=422)
        form = self._form(what, record, request.POST)
        if form.is_valid() and self._do(what, record, form):
            return redirect("counter:shelf", code=request.point.code, pk=pk)
        return self._page(record, {what: form}, status=422)

    def _record(self, pk):
        records = kept_at(self.request.point).select_related("product__parent", "partner")
        return get_object_or_404(records, pk=pk)

    FORMS = {"adjust": AdjustForm, "write_off": WriteOffForm, "threshold": ThresholdForm}

    def _form(self, what, record, data=None):
        if what == "threshold":
            return ThresholdForm(data, initial={"threshold": record.low_stock_threshold}, prefix=what)
        lots = lots_of(record, timezone.localdate())
        return self.FORMS[what](data, lots=lots, lot_code=self._lot_shown(), prefix=what)

    def _lot_shown(self):
        """The code of the lot that was scanned or followed; its history is shown."""
        return scanned.typed(self.request, "lo")

    def _do(self, what, record, form):
        """Whether it was done; a refusal stands beside the field that it is about."""
        if what == "threshold":
            set_threshold(stock=record, threshold=form.cleaned_data["threshold"])
            messages.success(self.request, _("Kept."))
            return True
        try:
            self._book(what, record, form)
        except OutOfStock:
            said = _("Only %(left)s are free: the others are promised to orders or past their date.")
            form.add_error("units", said % {"left": record.net_stock_level})
            return False
        except NotEnoughOfLot as shortage:
            form.add_error("units", _("Of this lot only %(left)s are free.") % {"left": shortage.left})
            return False
        messages.success(self.request, _("It is in the books."))
        return True

    def _book(self, what, record, form):
        how = {
            "stock": record,
            "reason": form.cleaned_data["reason"],
            "reference": f"form:{form.cleaned_data['key']}",
            "at": timezone.now(),
            "actor": self.request.user,
            "lot": form.chosen(by_default=Which.FIRST_TO_END),
        }
        if what == "adjust":
            adjust(difference=form.difference, **how)
        else:
            write_off(quantity=form.cleaned_data["units"], **how)

    def _page(self, record, forms=None, status=200):
        day = timezone.localdate()
        lot = self._lot_shown()
        moves = Paginator(moves_of(record, lot), MOVES_PER_PAGE)
        aside = units_set_aside(record.pk)
        context = {
            "point": self.request.point,
            "record": record,
            "aside": aside,
            "promised": record.num_allocated - aside,
            "lots": lots_of(record, day),
            "lot_shown": lot,
            "query": urlencode({"lo": lot}) if lot else "",
            "page_obj": moves.get_page(self.request.GET.get("trang")),
            "may_change": may(self.request.point, Role.KEEPER),
            "forms": {what: (forms or {}).get(what) or self._form(what, record) for what in self.FORMS},
        }
        return render(self.request, "counter/shelf.html", context, status=status)

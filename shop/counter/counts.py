"""/quay/diem/…/kiem-ke/: counting what is on the shelves, blind and while the shop sells."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from catalog.trace.models import Lot
from shop.counter import scanned
from shop.counter.access import Role, at_point, for_another_role, may
from shop.counter.count_forms import CountForm, DecisionForm
from shop.counter.goods import find
from shop.stock.shelves import kept_at
from shop.warehouse import counting
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.models import CountLine, StockTake

State = StockTake.State
PER_PAGE, MOST_FOUND = 20, 20


@method_decorator(at_point(), name="dispatch")
class CountsView(View):
    """The counts of a point, the open one first; keepers begin one."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        counts = StockTake.objects.filter(partner=request.point).select_related("started_by")
        context = {
            "point": request.point,
            "open": counts.filter(state__in=StockTake.OPEN).first(),
            "page_obj": Paginator(counts.exclude(state__in=StockTake.OPEN), PER_PAGE).get_page(
                request.GET.get("trang")
            ),
            "may_begin": may(request.point, Role.KEEPER),
        }
        return render(request, "counter/count_list.html", context)

    def post(self, request):
        if not may(request.point, Role.KEEPER):
            return for_another_role(request, Role.KEEPER)
        try:
            begun = counting.start_count(partner=request.point, at=timezone.now(), actor=request.user)
        except PaperRefused as refusal:
            messages.warning(request, str(refusal))
            return redirect("counter:counts", code=request.point.code)
        return redirect("counter:count", code=request.point.code, pk=begun.pk)


@method_decorator(at_point(), name="dispatch")
class CountView(View):
    """One count: sellers and keepers enter figures, a keeper hands it in, the manager decides."""

    http_method_names = ["get", "head", "post", "options"]
    #: Each step with the role that it takes; which state it takes, the operation knows.
    STEPS = {
        "submit": Role.KEEPER,
        "again": Role.KEEPER,
        "give_up": Role.KEEPER,
        "accept": Role.MANAGER,
        "reject": Role.MANAGER,
        "close": Role.MANAGER,
    }

    def get(self, request, pk):
        stock_take, found = self._stock_take(pk), self._found
        if stock_take.state == State.COUNTING and found.is_by_code and found.records.count() == 1:
            stock = found.records.get().pk
            return redirect("counter:count-entry", code=request.point.code, pk=pk, stock=stock)
        return self._page(stock_take)

    def post(self, request, pk):
        stock_take, what = self._stock_take(pk), request.POST.get("what", "")
        if what not in self.STEPS:
            messages.error(request, _("There is no such step. Please use the buttons below."))
            return self._page(stock_take, status=422)
        if not may(request.point, self.STEPS[what]):
            return for_another_role(request, self.STEPS[what])
        try:
            said = getattr(self, f"_{what}")(stock_take)
        except LineRefused as refusal:
            return self._page(stock_take, refused={refusal.line_id: str(refusal)}, status=422)
        except PaperRefused as refusal:
            messages.error(request, str(refusal))
            return self._page(self._stock_take(pk), status=422)
        if said:
            messages.success(request, said)
        return redirect("counter:count", code=request.point.code, pk=pk)

    def _stock_take(self, pk):
        return get_object_or_404(StockTake, pk=pk, partner=self.request.point)

    @cached_property
    def _found(self):
        return find(kept_at(self.request.point), scanned.typed(self.request))

    def _submit(self, stock_take):
        counting.submit(stock_take=stock_take)
        return _("It is handed in. The manager of the point decides now.")

    def _again(self, stock_take):
        counting.count_again(stock_take=stock_take)
        return _("It can be counted again.")

    def _give_up(self, stock_take):
        counting.give_up(stock_take=stock_take, at=timezone.now(), actor=self.request.user)
        return _("The count is given up; the books are as before.")

    def _close(self, stock_take):
        counting.close(stock_take=stock_take, at=timezone.now(), actor=self.request.user)
        return _("The count is closed.")

    def _accept(self, stock_take):
        given = self._decision(stock_take)
        counting.accept(**given, at=timezone.now(), actor=self.request.user)
        return _("It is in the books.")

    def _reject(self, stock_take):
        counting.reject(**self._decision(stock_take))
        return _("The books stay as they were.")

    def _decision(self, stock_take):
        form = DecisionForm(self.request.POST, stock_take=stock_take)
        if not form.is_valid():
            raise PaperRefused(_("This line is not in the count. Read the page anew."))
        return form.decision

    def _page(self, stock_take, *, refused=None, status=200):
        typed = scanned.typed(self.request)
        lines = list(stock_take.lines.select_related("stock__product__parent", "lot", "counted_by"))
        for line in lines:
            line.refusal = (refused or {}).get(line.pk, "")
        context = {
            "point": self.request.point,
            "stock_take": stock_take,
            "typed": typed,
            "found": list(self._found.records[:MOST_FOUND]) if typed.strip() else [],
            "lines": lines,
            "differences": sum(1 for line in lines if line.difference),
            "may_hand_in": may(self.request.point, Role.KEEPER),
            "may_decide": may(self.request.point, Role.MANAGER),
            "reason_typed": self.request.POST.get("reason", ""),
        }
        return render(self.request, "counter/count.html", context, status=status)


@method_decorator(at_point(), name="dispatch")
class CountEntryView(View):
    """The figures for one product. What the books expect is not on the page before they are entered."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk, stock):
        stock_take, record = self._counted(pk, stock)
        return self._page(stock_take, record, CountForm(lots=self._lots(record)))

    def post(self, request, pk, stock):
        stock_take, record = self._counted(pk, stock)
        form = CountForm(request.POST, lots=self._lots(record))
        if form.is_valid():
            try:
                for lot, counted in form.counted:
                    counting.enter(
                        stock_take=stock_take,
                        stock=record,
                        lot=lot,
                        counted=counted,
                        at=timezone.now(),
                        actor=request.user,
                    )
            except PaperRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("counter:count-entry", code=request.point.code, pk=pk, stock=stock)
        return self._page(stock_take, record, form, status=422)

    def _counted(self, pk, stock):
        stock_take = get_object_or_404(StockTake, pk=pk, partner=self.request.point)
        return stock_take, get_object_or_404(kept_at(self.request.point).select_related("product"), pk=stock)

    def _lots(self, record):
        """Lots that lie here or lay here of late, and goods without one."""
        return [*Lot.objects.filter(at_points__stock=record).first_to_end(), None]

    def _page(self, stock_take, record, form, status=200):
        context = {
            "point": self.request.point,
            "stock_take": stock_take,
            "record": record,
            "form": form,
            "lines": CountLine.objects.filter(stock_take=stock_take, stock=record).select_related("lot"),
        }
        return render(self.request, "counter/count_entry.html", context, status=status)

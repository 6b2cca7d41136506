"""/quay/diem/…/tep/: stock as a file, and one that comes back: looked through first, then applied."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from shop.counter.access import Role, at_point
from shop.stock.shelves import kept_at
from shop.warehouse.exceptions import PaperRefused, SheetRefused
from shop.warehouse.models import StockSheet
from shop.warehouse.sheet_applying import applied_before, apply_piece, give_up, keep, refused, start
from shop.warehouse.sheet_checking import HEADINGS, check, rows_of
from shop.warehouse.sheet_files import MOST_BYTES, read_file
from shop.warehouse.sheets import write_csv, write_xlsx

ROWS_PER_PAGE, MOST_FAULTS, SHEETS_SHOWN = 100, 200, 20
KINDS = {
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (write_csv, "text/csv; charset=utf-8"),
}
State = StockSheet.State


@require_safe
@at_point(Role.KEEPER)
def sheet_export(request):
    """All stock of the point by lots, to fill in; `?kieu=` is xlsx or csv."""
    kind = request.GET.get("kieu", "xlsx")
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    now = timezone.localtime()
    rows = rows_of(kept_at(request.point), f"X-{now:%Y%m%d-%H%M%S}-{get_random_string(6)}")
    answer = HttpResponse(write(rows), content_type=content_type)
    name = f"ton-{request.point.code}-{now:%Y%m%d-%H%M}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@method_decorator(at_point(Role.KEEPER), name="dispatch")
class SheetsView(View):
    """Both files to take away, the form for the one that comes back, and those that came."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        return self._page()

    def post(self, request):
        file = request.FILES.get("file")
        if file is None:
            return self._page(refusal=_("Choose a file first."))
        if file.size > MOST_BYTES:
            return self._page(refusal=_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES >> 20})
        try:
            return self._looked_through(file.name, file.read())
        except SheetRefused as refusal:
            return self._page(refusal=str(refusal))

    def _looked_through(self, name, content):
        partner, now = self.request.point, timezone.now()
        known = applied_before(partner=partner, content=content)
        if known:
            messages.warning(self.request, _("This very file came before. Nothing was changed."))
            return redirect("counter:sheet", code=partner.code, pk=known.pk)
        lines = read_file(name, content)
        checked = check(records=kept_at(partner), lines=lines, day=timezone.localdate(now))
        if checked.faults:
            return self._page(faults=checked.faults, file_name=name)
        how = {"name": name, "content": content, "at": now, "actor": self.request.user}
        sheet = keep(partner=partner, checked=checked, **how)
        return redirect("counter:sheet", code=partner.code, pk=sheet.pk)

    def _page(self, refusal="", faults=(), file_name=""):
        sheets = self.request.point.stock_sheets.exclude(state=State.CANCELLED)
        context = {
            "point": self.request.point,
            "headings": HEADINGS,
            "refusal": refusal,
            "faults": faults[:MOST_FAULTS],
            "fault_count": len(faults),
            "more_faults": max(len(faults) - MOST_FAULTS, 0),
            "file_name": file_name,
            "sheets": sheets.select_related("uploaded_by")[:SHEETS_SHOWN],
        }
        return render(self.request, "counter/sheets.html", context, status=422 if refusal or faults else 200)


@method_decorator(at_point(Role.KEEPER), name="dispatch")
class SheetView(View):
    """One file: what it would change, how far it is applied, what was not possible any more."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        return self._page(self._sheet(pk))

    def post(self, request, pk):
        sheet, what, now = self._sheet(pk), request.POST.get("what", ""), timezone.now()
        goes_on = ""
        try:
            if what == "apply":
                start(sheet=sheet)
                goes_on = "?tiep=1"
            elif what == "go-on":
                seen = request.POST.get("seen", "")
                seen = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
                apply_piece(sheet=sheet, seen=seen, at=now, actor=request.user)
            elif what == "give-up":
                give_up(sheet=sheet, at=now)
            else:
                messages.error(request, _("There is no such step. Please use the buttons below."))
                return self._page(sheet, status=422)
        except PaperRefused as refusal:
            messages.error(request, str(refusal))
            return self._page(self._sheet(pk), status=409)
        to = redirect("counter:sheet", code=request.point.code, pk=pk)
        to["Location"] += goes_on
        return to

    def _sheet(self, pk):
        sheets = self.request.point.stock_sheets.select_related("uploaded_by")
        return get_object_or_404(sheets, pk=pk)

    def _page(self, sheet, status=200):
        rows = sheet.rows.select_related("stock__product__parent", "lot").order_by("number")
        context = {
            "point": self.request.point,
            "sheet": sheet,
            "runs": sheet.state == State.APPLYING and "tiep" in self.request.GET,
            "page_obj": Paginator(rows, ROWS_PER_PAGE).get_page(self.request.GET.get("trang")),
            "refused": refused(sheet) if sheet.rows_done else (),
        }
        return render(self.request, "counter/sheet.html", context, status=status)

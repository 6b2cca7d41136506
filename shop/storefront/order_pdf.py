"""/don-hang/…/don-hang.pdf: the order on paper, to keep or to print."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from shop.freshness.caching import personal_page
from shop.fulfilment.queries import order_with_parcels, with_lines
from shop.settlement.balance import balance
from shop.storefront.forms import ORDER_KEY
from shop.storefront.order_paper import paper_of

#: Setting a page takes some tens of milliseconds of a processor.
PER_ADDRESS = "20/m"
#: Readable aloud, with a language, a title, table heads and words for the picture (ISO 14289-1).
ACCESSIBLE = "ua-1"
LAYOUT = Path(__file__).parent / "paper" / "order.typ"


@personal_page
@require_safe
def download(request, key):
    """The order as a PDF, in the language of the address; for whoever has the link."""
    order = order_with_parcels(key) if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    if is_ratelimited(request, group="order-pdf", key="ip", rate=PER_ADDRESS, increment=True):
        messages.warning(request, _("Too many tries. Please wait a minute and try again."))
        return redirect(order)
    page = as_pdf(paper_of(order, with_lines(order), balance(order)), at=timezone.now())
    name = f'attachment; filename="{order.number}.pdf"'
    return HttpResponse(page, content_type="application/pdf", headers={"Content-Disposition": name})


def as_pdf(paper: dict, *, at: datetime) -> bytes:
    """The paper as a tagged PDF made at the moment `at`; the same paper and moment give the same bytes.

    Fit for screen readers by PDF/UA; where a name holds what no font of ours can draw, it is tagged only.
    """
    try:
        return _set(paper, at, [ACCESSIBLE])
    except typst.TypstError:
        return _set(paper, at, [])


def _set(paper, at, standards):
    return typst.compile(
        LAYOUT.read_bytes(),
        root=LAYOUT.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"order": json.dumps(paper, ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=int(at.timestamp()),
    )


@lru_cache(1)
def _fonts() -> typst.Fonts:
    """The fonts within the library alone: the same page on every machine."""
    return typst.Fonts(include_system_fonts=False)

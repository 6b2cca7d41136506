"""/san-pham/da-xem/: cards of products that a visitor's own device remembers; the shop keeps nothing."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.assortment.picks import cards_by_pk
from shop.freshness.caching import visitors_page

MOST_RECENT = 8
#: Up to eight ids, as recent.js sends them.
IDS = re.compile(rf"\d{{1,18}}(,\d{{1,18}}){{0,{MOST_RECENT - 1}}}", re.ASCII)


@visitors_page
@require_safe
def recently_viewed(request):
    """A piece of a page: the cards of `ma` (1,2,3) in that order, less what is not on offer or for adults."""
    wanted = request.GET.get("ma", "")
    if not IDS.fullmatch(wanted):
        words = _("Ask for one to eight products by their number: ?ma=1,2,3")
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    pks = map(int, wanted.split(","))
    cards = cards_by_pk(pks, timezone.now())
    response = render(request, "storefront/recent_cards.html", {"products": cards.values()})
    response["X-Robots-Tag"] = "noindex"
    return response

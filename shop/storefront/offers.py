"""/uu-dai/: what is offered now, in plain words, with its goods. Alcohol is never put forward."""

from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from catalog.products.querysets import by_name
from shop.assortment.queries import on_offer
from shop.forks.offer.models import ConditionalOffer
from shop.forks.offer.ranges import products_of
from shop.freshness.caching import visitors_page
from shop.storefront.offer_words import words_of
from shop.storefront.paging import page_asked

PRODUCTS_PER_PAGE = 24


def _in_force(at):
    return ConditionalOffer.objects.of_everybody().in_force(at).whole()


def _shown(offer, at):
    """What it takes something off; a variant stands for its parent, which has the page."""
    goods = products_of(offer.benefit.range or offer.condition.range, at)
    return goods.annotate(main=Coalesce("parent", "pk")).values("main")


@method_decorator([visitors_page, require_safe], name="dispatch")
class OfferListPage(View):
    """/uu-dai/: the offers for everybody that hold now."""

    def get(self, request):
        """Each with what it gives, on what, where and until when."""
        offers = [(offer, words_of(offer)) for offer in _in_force(timezone.now())]
        return render(request, "storefront/offer_list.html", {"offers": offers})


@method_decorator([visitors_page, require_safe], name="dispatch")
class OfferPage(View):
    """/uu-dai/…/: one offer and the goods that it is about."""

    def get(self, request, slug):
        """404 before it begins and after it has ended."""
        now = timezone.now()
        offer = _in_force(now).filter(slug=slug).first()
        if offer is None:
            raise Http404
        goods = on_offer(now).filter(pk__in=_shown(offer, now)).order_by(by_name(), "pk")
        page, fault = page_asked(Paginator(goods, PRODUCTS_PER_PAGE), request.GET.get("trang", "1"))
        context = {
            "offer": offer,
            "words": words_of(offer),
            "page_obj": page,
            "fault": fault,
            "trail": [(_("Offers"), reverse("offer:list")), (offer.name, "")],
        }
        return render(request, "storefront/offer_detail.html", context)

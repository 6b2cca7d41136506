"""The shop's front door."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from catalog.certification.models import StarRating
from catalog.text import NFCCharField
from cms.blocks.body import Body
from cms.fields import NFCStreamField
from cms.models.articles import ArticlePage
from cms.models.base import FixedPage
from cms.models.tourism import VillagePage
from cms.structured_data import home_data
from cms.truth import public_points, varied
from shop.assortment.aisles import aisles
from shop.assortment.picks import best

#: Two rows of four at a desk, a row to push along on a phone.
PRODUCTS_SHOWN = 8
POINTS_SHOWN = 3
PAGES_SHOWN = 3


class HomePage(FixedPage):
    """What this is, the products with the most stars now, and where to buy them nearby."""

    lead_title = NFCCharField(
        _("title of the page"), max_length=120, blank=True, help_text=_("Large, at the top. Empty: the name.")
    )
    body = NFCStreamField(Body(), blank=True, verbose_name=_("body"))

    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ArticleIndexPage", "cms.TourismIndexPage"]
    content_panels = [
        FieldPanel("title", help_text=_("The shop's name, in the browser's tab.")),
        FieldPanel("lead_title"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    search_fields = [*FixedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        certified = best(context["at"], limit=4 * PRODUCTS_SHOWN, stars=tuple(StarRating), in_stock=1)
        context["products"] = varied(certified, PRODUCTS_SHOWN)
        context["aisles"] = aisles(context["at"])
        context["points"] = public_points().filter(status="open")[:POINTS_SHOWN]
        context["articles"] = self._newest(ArticlePage).latest_first()[:PAGES_SHOWN]
        context["villages"] = self._newest(VillagePage).in_order()[:PAGES_SHOWN]
        context["structured_data"] = home_data(self)
        return context

    def _newest(self, kind) -> QuerySet:
        return kind.objects.live().descendant_of(self).for_cards()

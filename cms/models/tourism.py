"""Community tourism: villages to visit, and what is made there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from catalog.pictures.models import Picture
from catalog.places.models import Commune
from catalog.text import NFCCharField, NFCTextField
from cms.blocks.body import Body
from cms.fields import NFCStreamField
from cms.illustrations import illustrations
from cms.models.base import FixedPage, ShopPage, page_of
from cms.structured_data import village_data
from cms.truth import public_points
from shop.assortment.picks import best

VILLAGES_PER_PAGE = 12
PRODUCTS_SHOWN = 8


class VillageQuerySet(PageQuerySet):
    """Villages."""

    def in_order(self):
        """As the editors have put them."""
        return self.order_by("path")

    def for_cards(self):
        """With what a card shows, without the body."""
        return self.select_related("commune", "picture").defer_streamfields()


class TourismIndexPage(FixedPage):
    """All villages and homestays: /du-lich/."""

    template = "cms/tourism_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.VillagePage"]
    content_panels = [FieldPanel("title"), FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of tourism villages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        villages = VillagePage.objects.live().child_of(self).for_cards().in_order()
        number = request.GET.get("trang", "1")
        context["page_obj"] = page_of(villages, per_page=VILLAGES_PER_PAGE, number=number)
        return context


class VillagePage(ShopPage):
    """A village or homestay that receives guests, or plans to."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("community-tourism village")
        HOMESTAY = "homestay", _("homestay")
        PLANNED = "planned", _("planned community-tourism village")

    class Confidence(models.TextChoices):
        OFFICIAL = "A", _("official, or several sources agree")
        ONE_SOURCE = "B", _("one good source")
        INFERRED = "C", _("inferred")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.VILLAGE)
    ethnic_group = NFCCharField(_("people"), max_length=60, blank=True)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
        help_text=_("Today's unit. Empty where it is not known."),
    )
    address_text = NFCCharField(
        _("address as reported"),
        max_length=250,
        blank=True,
        help_text=_("With the names of communes and districts of the time."),
    )
    households = NFCCharField(_("households"), max_length=60, blank=True)
    what_to_do = NFCTextField(_("what to do there"), blank=True)
    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    illustration = models.CharField(
        _("drawing"),
        max_length=20,
        choices=illustrations,
        default="stilt-house",
        help_text=_("Shown where there is no picture."),
    )
    body = NFCStreamField(Body(), blank=True, verbose_name=_("body"))
    sources = NFCTextField(_("sources"), blank=True, help_text=_("One a line."))
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence, blank=True)

    objects = PageManager.from_queryset(VillageQuerySet)()

    template = "cms/village_page.html"
    parent_page_types = ["cms.TourismIndexPage"]
    subpage_types = []
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("ethnic_group")]),
                FieldRowPanel([FieldPanel("commune"), FieldPanel("households")]),
                FieldPanel("address_text"),
            ],
            heading=_("The place"),
        ),
        FieldPanel("what_to_do"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("illustration")], heading=_("Picture")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("sources"), FieldPanel("confidence")], heading=_("Where this comes from")
        ),
    ]
    search_fields = [
        *ShopPage.search_fields,
        index.SearchField("what_to_do"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("tourism village")
        verbose_name_plural = _("tourism villages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["trail"] = self.trail_from(self.get_parent(), request=request)
        context["products"], context["points"] = [], []
        if self.commune_id:
            context["products"] = best(context["at"], limit=PRODUCTS_SHOWN, commune=self.commune_id)
            context["points"] = public_points().filter(commune=self.commune_id)
        context["structured_data"] = village_data(self)
        return context

    @property
    def source_lines(self) -> list[str]:
        """The sources, one by one."""
        return [line.strip() for line in self.sources.splitlines() if line.strip()]

"""How a marketer picks a product, a sales point or a producer for a page: by search, in a list that tells
them apart. Only what visitors may see can be picked.
"""

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalog.producers.models import Producer
from catalog.text import having_words
from cms.truth import public_points
from shop.assortment.queries import on_offer


class WordsForm(BaseFilterForm):
    """Finds what has all the words in its name, marks or not: "tra shan" finds "Trà shan tuyết"."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Words of the name")}),
    )
    searched_fields: tuple[str, ...] = ()

    def filter(self, objects: QuerySet) -> QuerySet:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query.strip())
        return having_words(objects, self.search_query, *self.searched_fields)


class Shown:
    """One kind of thing in a chooser: which of them, how they are found, and what is said beside the name."""

    model: type
    searched_fields: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()

    def objects(self) -> QuerySet:
        """Those that visitors may see."""
        raise NotImplementedError

    def columns(self) -> list[Column]:
        """What tells one from another."""
        raise NotImplementedError


class PublicObjectMixin:
    """Makes a view of the chooser answer with public things only, whatever key it is asked for."""

    shown: Shown = None

    def get_object_list(self):
        return self.shown.objects()

    def get_object(self, pk):
        found = self.get_objects([pk])
        if not found:
            raise ObjectDoesNotExist
        return found[0]

    def get_objects(self, pks):
        keys = [int(pk) for pk in pks if pk.isascii() and pk.isdigit() and len(pk) <= 18]
        return list(self.shown.objects().filter(pk__in=keys))


class ListMixin(PublicObjectMixin):
    """The list in the chooser, with its search."""

    @property
    def ordering(self):
        return self.shown.ordering

    @property
    def filter_form_class(self):
        return type("Words", (WordsForm,), {"searched_fields": self.shown.searched_fields})

    @property
    def columns(self):
        return [*super().columns, *self.shown.columns()]


class ChooseView(ListMixin, views.ChooseView):
    """The chooser's window."""


class ChooseResultsView(ListMixin, views.ChooseResultsView):
    """The list alone, after a search or a turn of the page."""


class ChosenView(PublicObjectMixin, views.ChosenView):
    """What was picked."""


class ChosenMultipleView(PublicObjectMixin, views.ChosenMultipleView):
    """All that were picked."""


class PublicChooserViewSet(ChooserViewSet):
    """A chooser of one kind of public thing."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    shown: Shown = None
    per_page = 15

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(shown=self.shown, **kwargs)


class ShownProducts(Shown):
    """Products with the stars that they have today."""

    searched_fields = ("title_vi", "title_en", "producer__name")
    ordering = ("title_vi", "pk")

    def objects(self):
        """Without alcohol, which no page puts forward, whoever reads."""
        return on_offer(timezone.now())

    def columns(self):
        return [
            Column("stars", label=_("Stars"), accessor=lambda product: product.stars or "–"),
            Column("producer", label=_("Producer"), accessor=lambda product: product.producer or "–"),
            Column("commune", label=_("Commune"), accessor=lambda product: product.commune or "–"),
        ]


class ShownPoints(Shown):
    """Published sales points."""

    searched_fields = ("name", "commune__name")
    ordering = ("name", "pk")

    def objects(self):
        return public_points()

    def columns(self):
        return [
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("commune", label=_("Commune"), accessor="commune"),
        ]


class ShownProducers(Shown):
    """Producers."""

    searched_fields = ("name", "commune__name")
    ordering = ("name", "pk")

    def objects(self):
        return Producer.objects.select_related("commune")

    def columns(self):
        return [
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("commune", label=_("Commune"), accessor=lambda producer: producer.commune or "–"),
        ]


class ProductChooserViewSet(PublicChooserViewSet):
    model = "catalogue.Product"
    shown = ShownProducts()
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")


class SalesPointChooserViewSet(PublicChooserViewSet):
    model = "points.SalesPoint"
    shown = ShownPoints()
    icon = "site"
    choose_one_text = _("Choose a sales point")
    choose_another_text = _("Choose another sales point")


class ProducerChooserViewSet(PublicChooserViewSet):
    model = "producers.Producer"
    shown = ShownProducers()
    icon = "group"
    choose_one_text = _("Choose a producer")
    choose_another_text = _("Choose another producer")


product_chooser = ProductChooserViewSet("product_chooser", url_prefix="chon-san-pham")
sales_point_chooser = SalesPointChooserViewSet("sales_point_chooser", url_prefix="chon-diem-ban")
producer_chooser = ProducerChooserViewSet("producer_chooser", url_prefix="chon-chu-the")

ProductChooserBlock = product_chooser.get_block_class("ProductChooserBlock", module_path="cms.choosers")
SalesPointChooserBlock = sales_point_chooser.get_block_class(
    "SalesPointChooserBlock", module_path="cms.choosers"
)
ProducerChooserBlock = producer_chooser.get_block_class("ProducerChooserBlock", module_path="cms.choosers")

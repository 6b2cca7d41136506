"""Goods and the places that sell them: kept by key, shown as they are when the page is read."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from catalog.certification.models import StarRating
from catalog.products.models import Category
from cms.choosers import ProductChooserBlock, SalesPointChooserBlock
from cms.truth import truth_in


def groups() -> list[tuple[str, str]]:
    """The OCOP groups and sub-groups of today, by code."""
    found = Category.objects.filter(code__isnull=False).order_by("path")
    return [(group.code, f"{group.code} {group.name}") for group in found]


class GroupBlock(blocks.ChoiceBlock):
    """A group or sub-group by its code; codes are text, so reading one needs no look at the list."""

    def normalize_choice(self, value):
        return value


class ProductBlock(blocks.StructBlock):
    """One product: its card, with today's stars and price. Nothing once it is not public any more."""

    product = ProductChooserBlock(label=_("Product"))

    class Meta:
        label = _("Product")
        icon = "tag"
        template = "cms/blocks/product.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        # The chooser gives None for a product that was deleted.
        key = value["product"].pk if value["product"] else 0
        context["product"] = truth_in(parent_context, product_pks=(key,)).product(key)
        return context


class ProductRowBlock(blocks.StructBlock):
    """A row of products by rule. Nothing when no product fits."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    stars = blocks.ChoiceBlock(
        label=_("Stars"), choices=StarRating.choices, required=False, help_text=_("Empty: any.")
    )
    group = GroupBlock(label=_("Group"), choices=groups, required=False, help_text=_("Empty: any."))
    limit = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=4)

    class Meta:
        label = _("Row of products")
        icon = "list-ul"
        template = "cms/blocks/product_row.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        stars = int(value["stars"]) if value["stars"] else None
        truth = truth_in(parent_context)
        context["products"] = truth.row(stars=stars, group=value["group"] or "", limit=value["limit"])
        return context


class SalesPointBlock(blocks.StructBlock):
    """One sales point: its card. Nothing once it is not published any more."""

    sales_point = SalesPointChooserBlock(label=_("Sales point"))

    class Meta:
        label = _("Sales point")
        icon = "site"
        template = "cms/blocks/sales_point.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        key = value["sales_point"].pk if value["sales_point"] else 0
        context["point"] = truth_in(parent_context, point_pks=(key,)).point(key)
        return context

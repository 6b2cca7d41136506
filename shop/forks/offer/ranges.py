"""Which goods belong to ranges: one query however many ranges, products and conditions there are."""

from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from catalog.certification.querysets import with_stars
from catalog.products.models import Category, Product

#: Ranges asked about in one query; SQLite joins at most 500 parts.
BATCH = 100


def products_of(range_, at) -> QuerySet:
    """The products of a saved range at the moment `at`, variants too.

    As Oscar's, narrowed by stars and producers, and never what is for adults only.
    """
    goods = Product.objects.filter(_not_excluded(range_))
    if not range_.includes_all_products:
        goods = goods.filter(_chosen(range_))
    if range_.stars_from:
        certified = with_stars(Product.objects.filter(parent=None), at).filter(stars__gte=range_.stars_from)
        goods = goods.filter(_it_or_its_parent(certified.values("pk")))
    made_by = range_.producers.through.objects.filter(range=range_.pk)
    theirs = Q(producer__in=made_by.values("producer")) | Q(parent__producer__in=made_by.values("producer"))
    return goods.filter(~Exists(made_by) | theirs).for_everyone()


def members(ranges, product_ids, at) -> dict[int, set[int]]:
    """Range id → which of the products belong to it; a query for each hundred ranges."""
    found = {range_.pk: set() for range_ in ranges}
    distinct = list({range_.pk: range_ for range_ in ranges}.values())
    for start in range(0, len(distinct) if product_ids else 0, BATCH):
        for range_id, product_id in _asked_together(distinct[start : start + BATCH], product_ids, at):
            found[range_id].add(product_id)
    return found


def _asked_together(ranges, product_ids, at):
    asked = [
        products_of(range_, at)
        .filter(pk__in=product_ids)
        .order_by()
        .annotate(of_range=Value(range_.pk, output_field=BigIntegerField()))
        .values_list("of_range", "pk")
        for range_ in ranges
    ]
    return asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]


def _chosen(range_):
    listed = range_.included_products.through.objects.filter(range=range_.pk).values("product")
    kinds = range_.classes.through.objects.filter(range=range_.pk).values("productclass")
    of_kind = Q(product_class__in=kinds) | Q(parent__product_class__in=kinds)
    return _it_or_its_parent(listed) | of_kind | _in_categories(range_.included_categories, range_)


def _not_excluded(range_):
    listed = range_.excluded_products.through.objects.filter(range=range_.pk).values("product")
    return ~_it_or_its_parent(listed) & ~_in_categories(range_.excluded_categories, range_)


def _it_or_its_parent(product_ids):
    return Q(pk__in=product_ids) | Q(parent__isnull=False, parent__in=product_ids)


def _in_categories(chosen, range_):
    """Whether a product, or its parent, is in a chosen group or in one below it."""
    above = (
        chosen.through.objects.filter(range=range_.pk)
        .annotate(path=ExpressionWrapper(OuterRef("path"), CharField()))
        .filter(path__startswith=F("category__path"))
    )
    groups = Category.objects.filter(Exists(above)).values("pk")
    return _it_or_its_parent(Product.categories.through.objects.filter(category__in=groups).values("product"))

"""What is done to products themselves; putting them on show is the assortment's (`publishing`)."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog.products.age import is_alcohol
from catalog.products.gift_sets import components_of
from catalog.products.models import Category, Product


@transaction.atomic
def put_in_subgroup(*, product: Product, subgroup: Category) -> None:
    """Puts a product into its one sub-group; one of alcohol makes it one for adults only.

    Categories without a code, which are nobody's list of OCOP groups, stay.
    """
    product.categories.remove(*product.categories.filter(code__isnull=False).exclude(pk=subgroup.pk))
    product.categories.add(subgroup)
    if is_alcohol(subgroup.code) and not product.age_restricted:
        product.age_restricted = True
        Product.objects.filter(pk=product.pk).update(age_restricted=True)


@transaction.atomic
def spread_age_limit() -> None:
    """Marks for adults only what goods for adults bring along: their variants, and gift sets that hold them.

    For whoever has just changed products, their components or their sub-groups; it takes no mark away.
    """
    for_all = Product.objects.filter(age_restricted=False)
    for_all.filter(parent__age_restricted=True).update(age_restricted=True)
    restricted = components_of(OuterRef("pk")).filter(component__age_restricted=True)
    for_all.filter(Exists(restricted)).update(age_restricted=True)

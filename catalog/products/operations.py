"""What is done to products themselves; putting them on show is the assortment's (`publishing`)."""

from django.db import transaction

from catalog.products.age import is_alcohol
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

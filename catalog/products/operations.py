"""What is done to products beyond a form's fields."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from catalog.products.gift_sets import components_of
from catalog.products.models import Product


@transaction.atomic
def spread_age_limit() -> None:
    """Marks for adults only what goods for adults bring along: their variants, and gift sets that hold them.

    For whoever has just changed products, their components or their sub-groups; it takes no mark away.
    """
    for_all = Product.objects.filter(age_restricted=False)
    for_all.filter(parent__age_restricted=True).update(age_restricted=True)
    restricted = components_of(OuterRef("pk")).filter(component__age_restricted=True)
    for_all.filter(Exists(restricted)).update(age_restricted=True)

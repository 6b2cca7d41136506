"""What a person who is signed in wants to remember: Oscar's wish list, one and private."""

from django.db import transaction
from oscar.apps.wishlists.models import Line, WishList

from catalog.products.models import Product
from shop.accounts.models import User

#: More than anybody looks through, and what one page shows.
MOST_REMEMBERED = 100


class ListFull(Exception):
    """There are `MOST_REMEMBERED` products in it already."""


@transaction.atomic
def remember(*, user: User, product: Product) -> None:
    """Puts a product into the person's list, once; a variant as what it is of. Raises ListFull."""
    # Oscar allows several lists: whoever comes second waits here and finds the first one's.
    User.objects.select_for_update().get(pk=user.pk)
    wish_list = WishList.objects.filter(owner=user).order_by("pk").first()
    wish_list = wish_list or WishList.objects.create(owner=user, visibility=WishList.PRIVATE)
    main = product.main
    is_new = not wish_list.lines.filter(product=main).exists()
    if is_new and wish_list.lines.count() >= MOST_REMEMBERED:
        raise ListFull
    wish_list.lines.get_or_create(product=main, defaults={"title": main.get_title()})


def forget(*, user: User, product_id: int) -> None:
    """Takes a product out of the person's list, if it is there."""
    Line.objects.filter(wishlist__owner=user, product=product_id).delete()


def remembered(user: User) -> list[int]:
    """The ids of the products in the person's list, the last one first."""
    lines = Line.objects.filter(wishlist__owner=user, product__isnull=False).order_by("-pk")
    return list(lines.values_list("product", flat=True)[:MOST_REMEMBERED])

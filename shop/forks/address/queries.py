"""Reading a person's address book. Nobody else's address is ever found."""

from django.db.models import QuerySet

from shop.forks.address.models import UserAddress


def addresses_of(user) -> QuerySet[UserAddress]:
    """The person's addresses, the usual one first, then the newest."""
    return UserAddress.objects.filter(user=user).order_by("-is_default_for_shipping", "-pk")


def address_of(user, pk: int) -> UserAddress | None:
    """The person's own address with that id."""
    return addresses_of(user).filter(pk=pk).first()

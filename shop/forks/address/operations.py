"""Writing a person's address book: a few addresses, each once, one of them the usual one."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from catalog.places.models import Commune
from shop.forks.address.models import UserAddress

#: More than anybody sends to, and what one page shows.
MOST_ADDRESSES = 20


class AddressKnown(Exception):
    """The same name, street and commune stand in the person's book already."""


class BookFull(Exception):
    """There are `MOST_ADDRESSES` in it already."""


@dataclass(frozen=True)
class Entry:
    """Who receives, by which phone (digits from the leading 0), and where."""

    name: str
    phone: str
    street: str
    commune_name: str
    province: str
    commune: Commune | None = None


@transaction.atomic
def add_address(*, user, entry: Entry, is_usual: bool = False) -> UserAddress:
    """Writes it down; the first one is the usual one. Raises AddressKnown, BookFull."""
    _lock(user)
    book = UserAddress.objects.filter(user=user)
    if book.count() >= MOST_ADDRESSES:
        raise BookFull
    is_usual = is_usual or not book.filter(is_default_for_shipping=True).exists()
    return _write(UserAddress(user=user, is_default_for_shipping=is_usual), entry)


@transaction.atomic
def change_address(*, address: UserAddress, entry: Entry) -> UserAddress:
    """Says it anew; orders that were sent there keep what they had. Raises AddressKnown."""
    _lock(address.user)
    return _write(address, entry)


@transaction.atomic
def remove_address(*, address: UserAddress) -> None:
    """Takes it out; where it was the usual one, the newest of the others is."""
    user = address.user
    _lock(user)
    address.delete()
    others = UserAddress.objects.filter(user=user)
    newest = others.order_by("-pk").first()
    if newest and not others.filter(is_default_for_shipping=True).exists():
        newest.is_default_for_shipping = True
        newest.save()


@transaction.atomic
def make_usual(*, address: UserAddress) -> None:
    """Checkout begins with this one from now on."""
    _lock(address.user)
    address.is_default_for_shipping = True
    address.save()


def _lock(user):
    """Of two at the same moment the second waits, and sees what the first has written."""
    get_user_model().objects.select_for_update().get(pk=user.pk)


def _write(address, entry):
    address.first_name, address.last_name = entry.name, ""
    address.phone_number = f"+84{entry.phone[1:]}"
    address.line1, address.line4 = entry.street, entry.commune_name
    address.state, address.commune = entry.province, entry.commune
    address.country_id = "VN"
    same = UserAddress.objects.filter(user=address.user, hash=address.generate_hash())
    if same.exclude(pk=address.pk).exists():
        raise AddressKnown
    address.save()
    return address

"""Writing a person's address book: a few addresses, each once, one of them the usual one."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from catalog.places.models import Commune
from shop.forks.address.models import UserAddress

#: What an entry says of an address, and what Oscar works out from it when it saves one.
_SAID = (
    *("first_name", "last_name", "phone_number", "line1", "line4", "state", "commune", "country"),
    *("hash", "search_text", "is_default_for_shipping"),
)
#: More than anybody sends to, and what one page shows.
MOST_ADDRESSES = 20


class AddressKnown(Exception):
    """The same name, street and commune stand in the person's book already."""


class AddressGone(Exception):
    """It was removed meanwhile."""


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
    address = UserAddress(user=user, is_default_for_shipping=is_usual)
    _say(address, entry)
    address.save()
    return address


@transaction.atomic
def change_address(*, address: UserAddress, entry: Entry) -> UserAddress:
    """Says it anew; orders that were sent there keep what they had. Raises AddressKnown, AddressGone."""
    address = _locked(address)
    _say(address, entry)
    address.save(update_fields=_SAID)
    return address


@transaction.atomic
def remove_address(*, address: UserAddress) -> None:
    """Takes it out; where it was the usual one, the newest of the others is. Raises AddressGone."""
    address = _locked(address)
    address.delete()
    others = UserAddress.objects.filter(user=address.user)
    newest = others.order_by("-pk").first()
    if newest and not others.filter(is_default_for_shipping=True).exists():
        _make_usual(newest)


@transaction.atomic
def make_usual(*, address: UserAddress) -> None:
    """Checkout begins with this one from now on. Raises AddressGone."""
    _make_usual(_locked(address))


def _make_usual(address):
    address.is_default_for_shipping = True
    # Oscar takes it from the one that was the usual one until now.
    address.save(update_fields=["is_default_for_shipping"])


def _lock(user):
    """Of two at the same moment the second waits, and sees what the first has written."""
    get_user_model().objects.select_for_update().get(pk=user.pk)


def _locked(address):
    """The address as it is now: what was read before the lock may have been changed or removed since."""
    _lock(address.user)
    current = UserAddress.objects.filter(pk=address.pk).first()
    if current is None:
        raise AddressGone
    return current


def _say(address, entry):
    address.first_name, address.last_name = entry.name, ""
    address.phone_number = f"+84{entry.phone[1:]}"
    address.line1, address.line4 = entry.street, entry.commune_name
    address.state, address.commune = entry.province, entry.commune
    address.country_id = "VN"
    same = UserAddress.objects.filter(user=address.user, hash=address.generate_hash())
    if same.exclude(pk=address.pk).exists():
        raise AddressKnown

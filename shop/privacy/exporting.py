"""All that the shop knows of a person, as plain values for one JSON file (keys: docs/personal-data.md)."""

import json
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from oscar.apps.wishlists.models import Line as WishLine

from catalog.text import nfc
from shop.accounts.models import User
from shop.forks.address.queries import addresses_of
from shop.forks.basket.models import Basket
from shop.fulfilment.keeping import bookmarks_of, own_orders_of
from shop.privacy.exporting_orders import bookmarks_as_values, orders_as_values

#: Names the shape of the file; another number says that keys have changed.
FORMAT = "ocop-dien-bien/personal-data/2"


def export_of(*, user: User, at: datetime) -> dict:
    """What names the person who has the account, in the values of JSON, `datetime` and `Decimal`."""
    return {
        "format": FORMAT,
        "made_at": at,
        "profile": _profile(user),
        "consents": [
            {"purpose": each.purpose, "text": each.text, "given_at": each.given_at}
            for each in user.consents.all()
        ],
        "addresses": [_address(address) for address in addresses_of(user)],
        "orders": orders_as_values(own_orders_of(user)),
        "kept_orders": bookmarks_as_values(bookmarks_of(user)),
        "baskets": [_basket(basket) for basket in _baskets_of(user)],
        "favourites": _favourites(user),
    }


def export_of_orders(*, orders, at: datetime) -> dict:
    """The same of orders (a queryset) that were placed without an account."""
    return {"format": FORMAT, "made_at": at, "orders": orders_as_values(orders)}


def as_json(values: dict) -> str:
    """The file: NFC, moments in ISO 8601 with their zone, money in whole đồng."""
    return nfc(json.dumps(values, default=_plain, ensure_ascii=False, indent=2)) + "\n"


def _plain(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return int(value)
    # Texts in the language of the file, and choices.
    return str(value)


def _profile(user):
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "phone": user.phone,
        "language": user.language,
        "joined_at": user.date_joined,
        "last_signed_in_at": user.last_login,
    }


def _address(address):
    return {
        "name": address.first_name,
        "phone": address.phone,
        "street": address.line1,
        "commune": address.line4,
        "province": address.state,
        "is_usual": address.is_default_for_shipping,
        "kept_at": address.date_created,
    }


def _baskets_of(user):
    """What was ordered stands among the orders."""
    open_ones = Basket.objects.filter(owner=user, status__in=[Basket.OPEN, Basket.SAVED])
    return open_ones.order_by("pk").prefetch_related("lines__product__parent", "vouchers")


def _basket(basket):
    return {
        "kind": "saved for later" if basket.status == Basket.SAVED else "basket",
        "begun_at": basket.date_created,
        "gift_message": basket.gift_message,
        "gift_wrap": basket.gift_wrap,
        "codes": [voucher.code for voucher in basket.vouchers.all()],
        "lines": [
            {"product": line.product.full_title, "quantity": line.quantity, "added_at": line.date_created}
            for line in basket.lines.all()
        ],
    }


def _favourites(user):
    lines = WishLine.objects.filter(wishlist__owner=user).select_related("product").order_by("pk")
    return [line.product.get_title() if line.product else line.title for line in lines]

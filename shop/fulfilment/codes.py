"""Entering a voucher's code: what opens, and every reason why one does not."""

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.text import nfc
from shop.forks.offer.applicator import Applicator
from shop.forks.voucher.models import Voucher

#: Codes that one basket may hold.
MOST_CODES = 3


class CodeRefused(Exception):
    """Why a code opens nothing here; its text is for the shopper."""


def enter_code(*, basket, code: str, user, at: datetime) -> Voucher:
    """Puts a code into the basket. Raises CodeRefused; the basket stays as it was then."""
    voucher = Voucher.objects.filter(code=nfc(code).strip().upper()).first()
    _refuse(voucher, basket, user, at)
    basket.vouchers.add(voucher)
    if not _takes_something_off(voucher, basket, user, at):
        basket.vouchers.remove(voucher)
        raise CodeRefused(_("This code is not for what is in your basket, or for less than it asks for."))
    return voucher


def _refuse(voucher, basket, user, at):
    if voucher is None:
        raise CodeRefused(_("There is no such code. Please check how it is written."))
    if at > voucher.end_datetime:
        raise CodeRefused(_("This code is over."))
    if at < voucher.start_datetime:
        raise CodeRefused(_("This code does not hold yet."))
    if not basket.id or basket.is_empty:
        raise CodeRefused(_("Your basket is empty. Choose something first."))
    if voucher.usage == Voucher.ONCE_PER_CUSTOMER and not user.is_authenticated:
        raise CodeRefused(_("This code is for customers with an account. Please sign in first."))
    if not Voucher.objects.usable(at=at, user=user).filter(pk=voucher.pk).exists():
        raise CodeRefused(_("This code has been used up."))
    if basket.vouchers.exclude(pk=voucher.pk).count() >= MOST_CODES:
        raise CodeRefused(_("An order can have three codes at most. Take one out first."))


def _takes_something_off(voucher, basket, user, at):
    """Whether it does, wherever the goods are fetched."""
    found = Applicator(at=at).get_offers(basket, user)
    points = {offer.only_at for offer in found if offer.get_voucher() == voucher}
    for point in points:
        Applicator(at=at, sales_point=point).apply(basket, user)
        if any(application["voucher"] == voucher for application in basket.offer_applications):
            return True
    return False

"""An offer in plain sentences: what it gives, for what, where and until when."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.forks.offer.models import Benefit, Condition, ConditionalOffer
from shop.payments.money import format_dong


def words_of(offer: ConditionalOffer) -> list[str]:
    """Each sentence of it, the most important first."""
    words = [_given(offer.benefit), _asked(offer.condition, offer.benefit), *_where(offer), *_until(offer)]
    return [sentence for sentence in words if sentence]


def _given(benefit):
    said = {
        Benefit.PERCENTAGE: _("%(value)s%% off %(goods)s."),
        Benefit.FIXED: _("%(money)s off %(goods)s together."),
        Benefit.FIXED_UNIT: _("%(money)s off each unit of %(goods)s."),
        Benefit.MULTIBUY: _("The cheapest unit of %(goods)s is free."),
        Benefit.FIXED_PRICE: _("Together for %(money)s."),
    }.get(benefit.type, "")
    value = benefit.value or 0
    goods = benefit.range.name if benefit.range else ""
    return said % {"value": f"{value:f}".rstrip("0").rstrip("."), "money": _money(value), "goods": goods}


def _asked(condition, benefit):
    least, goods = int(condition.value or 0), condition.range.name if condition.range else ""
    values = {"number": least, "money": _money(least), "goods": goods}
    if condition.type == Condition.VALUE:
        return _("For %(goods)s from %(money)s on.") % values
    if condition.type == Condition.COVERAGE:
        return _("For %(number)d different products of %(goods)s.") % values
    if least <= 1 and condition.range_id == benefit.range_id:
        return ""
    said = ngettext(
        "For %(number)d unit of %(goods)s or more.", "For %(number)d units of %(goods)s or more.", least
    )
    return said % values


def _where(offer):
    if offer.fair_id:
        fair = offer.fair
        days = {"first": date_format(fair.first_day, "d/m"), "last": date_format(fair.last_day, "d/m/Y")}
        said = _("At the fair %(fair)s, %(place)s, from %(first)s to %(last)s.")
        yield said % {"fair": fair.name, "place": fair.place, **days}
    if offer.only_at:
        yield _("For goods that you fetch at %(point)s.") % {"point": offer.only_at.name}


def _until(offer):
    if offer.end_datetime:
        last = date_format(timezone.localtime(offer.end_datetime), "H:i d/m/Y")
        yield _("Until %(moment)s.") % {"moment": last}


def _money(value):
    return format_dong(int(value))

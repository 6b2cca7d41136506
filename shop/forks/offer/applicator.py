"""Oscar's offers applied to a basket: at a moment, for a place to fetch at, and in whole đồng."""

from django.db.models import prefetch_related_objects
from oscar.apps.offer import applicator
from oscar.apps.offer.applicator import *  # noqa: F403
from oscar.apps.offer.results import BasketDiscount, OfferApplications

from shop.forks.offer.hooks import this_moment
from shop.forks.offer.models import ConditionalOffer
from shop.forks.offer.ranges import members
from shop.forks.voucher.models import Voucher


class Applicator(applicator.Applicator):
    """Oscar's, which applies afresh however often it is called.

    `at` is the moment (Oscar's own calls mean this one), `sales_point` where the goods will be fetched.
    """

    def __init__(self, *, at=None, sales_point=None):
        self.at = at
        self.sales_point = sales_point

    def apply(self, basket, user=None, request=None):
        """Works out all discounts of the basket; in a few queries, however many offers and lines."""
        offers = self.get_offers(basket, user or basket.owner)
        self.apply_offers(basket, _held_at(offers, self.sales_point))

    def cheaper_points(self, basket, user=None):
        """(Sales point, đồng for the goods) of each point where fetching costs less than `apply` came to.

        The basket's discounts stand as they were afterwards.
        """
        if not ConditionalOffer.objects.given(self.at or this_moment()).bound_to_a_point().exists():
            return []
        offers = self.get_offers(basket, user or basket.owner)
        points = {offer.only_at.pk: offer.only_at for offer in offers if offer.only_at}
        there = []
        for point in points.values():
            self.apply_offers(basket, _held_at(offers, point))
            there.append((point, int(basket.total_incl_tax)))
        self.apply_offers(basket, _held_at(offers, self.sales_point))
        usual = int(basket.total_incl_tax)
        return sorted([pair for pair in there if pair[1] < usual], key=lambda pair: pair[1])

    def get_offers(self, basket, user=None, request=None):
        """Every offer in force that this basket may have somewhere, the first to be applied first."""
        at = self.at or this_moment()
        lines = list(basket.all_lines())
        if not lines:
            return []
        found = [
            *_of_vouchers(basket, user, at),
            *ConditionalOffer.objects.of_everybody().in_force(at).whole(),
        ]
        offers = {offer.pk: offer for offer in reversed(found)}.values()
        _learn(offers, {line.product_id for line in lines}, at)
        return sorted(offers, key=lambda offer: (-offer.priority, offer.pk))

    def apply_offers(self, basket, offers):
        """Oscar's loop, with every discount made whole before the next one is looked at."""
        for line in basket.all_lines():
            line.clear_discount()
        basket.offer_applications = OfferApplications()
        for offer in offers:
            for _time in range(offer.get_max_applications(basket.owner)):
                result = _made_whole(basket, offer)
                if not result.is_successful:
                    break
                basket.offer_applications.add(offer, result)
                if result.is_final:
                    break


def _held_at(offers, sales_point):
    here = sales_point.pk if sales_point else None
    return [offer for offer in offers if offer.only_at is None or offer.only_at.pk == here]


def _of_vouchers(basket, user, at):
    """The offers that the basket's codes open, each with its voucher."""
    if not basket.id:
        return []
    offers = ConditionalOffer.objects.given(at).whole()
    found = []
    for voucher in Voucher.objects.filter(basket=basket).usable(at=at, user=user).with_offers(offers):
        for offer in voucher.offers.all():
            offer.set_voucher(voucher)
            found.append(offer)
    return found


def _learn(offers, product_ids, at):
    """Tells all ranges at once which of the basket's products are theirs."""
    ranges = [part.range for offer in offers for part in (offer.condition, offer.benefit) if part.range_id]
    found = members([range_ for range_ in ranges if not range_.proxy_class], product_ids, at)
    for range_ in ranges:
        if range_.pk in found:
            range_.knows(asked=product_ids, members=found[range_.pk])
    shared = [offer for offer in offers if not offer.exclusive]
    prefetch_related_objects(shared, "combinations", "in_combination")


def _made_whole(basket, offer):
    """Applies an offer once; what rounding down took from single lines goes back to them."""
    before = _taken(basket, offer)
    result = offer.apply_benefit(basket)
    if not (result.is_successful and result.affects_basket):
        return result
    lost = int(result.discount) - (_taken(basket, offer) - before)
    for line in basket.all_lines():
        if lost > 0 and line.discounts.by(offer):
            extra = min(lost, line.discounts.left)
            line.discount(extra, 0, incl_tax=True, offer=offer)
            lost -= extra
    return BasketDiscount(_taken(basket, offer) - before)


def _taken(basket, offer):
    return sum(line.discounts.by(offer) for line in basket.all_lines())

"""A shopper at the height of a rush, over HTTP: looks over the order, places it, looks again if told to."""

import random
import re

from django.test import Client
from django.urls import reverse

from shop.storefront.forms import CheckoutForm

AGREED = re.compile(rb'name="agreed_total" value="(\d+)"')
WAYS = re.compile(rb'name="means" id="means-(\w+)"')
#: Another look after each change that somebody quicker caused; a person would have given up long before.
MOST_LOOKS = 12
#: Ways to pay that ask nobody else while the order is placed.
MEANS = (b"cod", b"at_point", b"transfer")


class Shopper:
    """One browser with a basket of `wanted` (product → units); what becomes of it is in `statuses`.

    `is_served` is None as long as nothing has become of it.
    """

    def __init__(self, number: int, wanted: dict, *, point=None, client=None):
        self.random = random.Random(number)
        self.client, self.wanted, self.point, self.statuses = client or Client(), wanted, point, []
        self.is_served = None
        self._form = {
            "key": f"rush-{number:017d}",
            "name": "Lò Thị Thử",
            "phone": "0912345678",
            "province": "Điện Biên",
            "commune": "Mường Lay",
            "street": "Bản Quan Chiêng",
            "method": CheckoutForm.PICK_UP if point else CheckoutForm.DELIVERY,
            "point": point.slug if point else "",
        }

    def fill_the_basket(self) -> None:
        """Each kind with a request of its own."""
        for product, units in self.wanted.items():
            answer = self.client.post(reverse("basket:add", args=[product.pk]), {"quantity": str(units)})
            assert answer.status_code == 302, answer.status_code

    def check_out(self) -> None:
        """Until the order stands, or the shop says that there is not enough."""
        for _look in range(MOST_LOOKS):
            review = self._send()
            agreed = AGREED.search(review.content)
            if agreed is None:
                self.is_served = False
                return
            ways = [way for way in WAYS.findall(review.content) if way in MEANS]
            means = self.random.choice(ways).decode()
            placed = self._send(means=means, agreed_total=agreed[1].decode(), place="1")
            if placed.status_code == 302:
                self.is_served = True
                return

    def _send(self, **more):
        answer = self.client.post(reverse("checkout:index"), {**self._form, **more})
        self.statuses.append(answer.status_code)
        return answer

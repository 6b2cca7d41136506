"""What checkout begins with for who is signed in, and what it keeps for the next time if they ask for it."""

from django.http import Http404

from shop.forks.address.operations import AddressKnown, BookFull, add_address
from shop.forks.address.queries import addresses_of
from shop.fulfilment.delivery import Contact, Destination
from shop.storefront.account_forms import as_typed, entry_of
from shop.storefront.place_form import known_place


class KnownShopper:
    """The addresses of who asks for checkout, and the one that they chose (`dia-chi`) or usually take.

    A guest has none. Raises Http404 for an address that is not theirs.
    """

    def __init__(self, request):
        self.user = request.user if request.user.is_authenticated else None
        self.saved = list(addresses_of(self.user)) if self.user else []
        self.chosen = self._chosen(request.GET.get("dia-chi"))
        self._place = known_place(request.GET)

    def _chosen(self, asked):
        if asked is None:
            return next((each for each in self.saved if each.is_default_for_shipping), None)
        found = next((each for each in self.saved if str(each.pk) == asked), None)
        if found is None:
            raise Http404
        return found

    @property
    def details(self) -> dict[str, str]:
        """What the form begins with: a place that was asked about before counts more than the usual one."""
        known = self._place
        if self.user:
            person = {"name": self.user.get_full_name(), "phone": self.user.phone, "email": self.user.email}
            address = as_typed(self.chosen) if self.chosen and not self._place else {}
            known = person | {name: value for name, value in address.items() if value} | known
        return known


def keep_for_next_time(*, user, contact: Contact, destination: Destination) -> None:
    """Puts the address of an order into the person's book; one that is there already stays as it is."""
    try:
        add_address(user=user, entry=entry_of(contact, destination))
    except (AddressKnown, BookFull):
        # The order stands, and nothing is lost: the book's own page says how full it is.
        return

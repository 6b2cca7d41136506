"""What the shop asks of a carrier that takes bookings; GHN and GHTK stand behind it."""

from typing import Protocol

from shop.carriers.values import Booking, Parcel, Standing


class BookingCarrier(Protocol):
    """Each method raises NoAnswer, Refused or KeyRefused, and is never called within a transaction."""

    code: str
    name: str

    def book(self, parcel: Parcel, *, again: bool = False) -> Booking:
        """Books it. `again`: this may have been asked before, and is then the booking that was made."""

    def cancel(self, number: str, reference: str) -> None:
        """Calls a booking off, by its `reference` where nobody knows its number; what is not there is off."""

    def where(self, number: str) -> Standing:
        """How far the parcel is."""

    def label_link(self, number: str) -> str:
        """Where the label can be printed from, for some minutes; "" where it takes the key to see it."""

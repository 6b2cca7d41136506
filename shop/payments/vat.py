"""The value-added tax within a price that includes it: whole đồng, by one rule for lines, fees and wrapping.

The price without the tax is the price × 100 / (100 + rate), rounded half up to the đồng (a half does not
occur at these rates); the tax is the rest. So both always come to what the buyer pays. It is worked out once,
from a line's total after discounts, and never from single units. Dividing a price that has the tax in it by
1 + rate is circular 219/2013, art. 7.12.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.products.vat import VatRate

#: Code → per cent. What is not subject to VAT, and what has no rate written, has none in it.
PERCENT = {VatRate.ZERO: 0, VatRate.FIVE: 5, VatRate.EIGHT: 8, VatRate.TEN: 10, VatRate.EXEMPT: 0, "": 0}


def without_vat(amount: int, code: str | None) -> int:
    """Of `amount` đồng with VAT (0 or more), what is left without it. Raises KeyError for an unknown rate."""
    whole = 100 + PERCENT[code or ""]
    return (amount * 200 + whole) // (2 * whole)


def vat_within(amount: int, code: str | None) -> int:
    """The VAT within `amount` đồng (0 or more). Raises KeyError for an unknown rate."""
    return amount - without_vat(amount, code)


@dataclass(frozen=True)
class Share:
    """What is sold at one rate: đồng with its VAT, and the VAT within."""

    code: str
    amount: int
    vat: int

    @property
    def rate(self) -> str:
        """The rate in words; nothing where none is written."""
        return str(VatRate(self.code).label) if self.code else ""

    @property
    def is_exempt(self) -> bool:
        """Whether it is not subject to VAT at all, which is not the same as 0%."""
        return self.code == VatRate.EXEMPT

    @property
    def without(self) -> int:
        """Đồng without the VAT."""
        return self.amount - self.vat


@dataclass(frozen=True)
class Vat:
    """The VAT within an order or a quote, by rate, the highest first."""

    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """Đồng of VAT in all."""
        return sum(share.vat for share in self.shares)

    @property
    def is_known(self) -> bool:
        """Whether any rate is written; else nothing can be said about an amount."""
        return any(share.code for share in self.shares)


def vat_of(parts: Iterable[tuple[str | None, int, int]]) -> Vat:
    """What parts (code, đồng with VAT, đồng without) come to by rate; parts of 0 đồng are left out."""
    sums: dict[str, list[int]] = {}
    for code, amount, without in parts:
        if amount:
            found = sums.setdefault(code or "", [0, 0])
            found[0] += amount
            found[1] += amount - without
    known = sorted(sums, key=list(PERCENT).index)
    shares = [Share(code, *sums[code]) for code in sorted(known, key=PERCENT.__getitem__, reverse=True)]
    return Vat(tuple(shares))

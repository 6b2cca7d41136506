"""Whole đồng. The one place where Oscar's two decimals and the currency without cents meet."""

from decimal import ROUND_DOWN, Decimal

from oscar.core.prices import Price

from shop.payments.vat import without_vat

CURRENCY = "VND"
#: The most that one booking on the shop's account may be, in đồng. Four of them for one order still go back
#: in one refund (an integer of four bytes), and nineteen stand in the order's ledger (ten digits).
MOST_PAID = 500_000_000


def dong(amount) -> int:
    """`amount` as whole đồng. Raises ValueError where it has a fraction, which đồng do not."""
    whole = int(amount)
    if whole != amount:
        raise ValueError(f"{amount} is not a whole number of đồng.")
    return whole


def whole_dong(amount, currency=None) -> Decimal:
    """A discount without its fraction, for Oscar's offers.

    A share that division left a hair under the whole number it stands for counts as that number.
    """
    return (amount + Decimal("0.000001")).quantize(Decimal(1), ROUND_DOWN)


def oscar_price(amount: int, vat_rate: str = "") -> Price:
    """Whole đồng as Oscar's price; VAT of that rate's code is within it. Nothing has no rate."""
    code = vat_rate if amount else ""
    without = Decimal(without_vat(amount, code))
    return Price(currency=CURRENCY, excl_tax=without, incl_tax=Decimal(amount), tax_code=code)


def format_dong(amount) -> str:
    """`1.250.000 ₫`, with the point between thousands that Vietnamese readers expect, on one line."""
    return f"{dong(amount):,}".replace(",", ".") + "\N{NO-BREAK SPACE}₫"

"""Bar codes: GS1's numbers of 8, 12, 13 or 14 digits, the last of which checks the others."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: How many digits a GTIN may have.
LENGTHS = (8, 12, 13, 14)


def check_digit(digits: str) -> int:
    """GS1's check digit: weights 3 and 1 from the right, up to the next ten."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -total % 10


def is_gtin(text: str) -> bool:
    """Whether it is one: digits alone, as many as there may be, the last of them right."""
    return bool(_gtin.fullmatch(text)) and check_digit(text[:-1]) == int(text[-1])


def validate_gtin(text: str) -> None:
    """Raises ValidationError for anything else, naming the last digit that would be right."""
    if not _gtin.fullmatch(text):
        raise ValidationError(_("A bar code has 8, 12, 13 or 14 digits and nothing else."), code="gtin")
    right = check_digit(text[:-1])
    if right != int(text[-1]):
        message = _("The last digit of this bar code would have to be %(digit)s. Please check all of them.")
        raise ValidationError(message, code="gtin", params={"digit": right})


_gtin = re.compile("[0-9]{8}|[0-9]{12,14}")

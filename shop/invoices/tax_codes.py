"""Tax codes of buyers: 10 digits of a business, 10-3 of its branch, or the 12 of a person's own number."""

import re
import unicodedata

_BUSINESS, _PERSON = re.compile(r"([0-9]{10})([0-9]{3})?"), re.compile(r"[0-9]{12}")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
#: What people put between the digits.
_SPACES, _DASHES = re.compile(r"[\s.]"), re.compile(r"[\-\u2010-\u2015\u2212]")


class NoTaxCode(ValueError):
    """What was typed is no tax code; `is_misread` where only its check digit is wrong."""

    def __init__(self, typed: str, *, is_misread: bool = False):
        super().__init__(typed)
        self.is_misread = is_misread


def normal_tax_code(typed: str) -> str:
    """`０１００ 109 106 – 001` as `0100109106-001`. Raises NoTaxCode.

    The tenth digit of a business's code is checked: 10 less the remainder of the weighted nine by 11.
    """
    written = _SPACES.sub("", unicodedata.normalize("NFKC", typed))
    if _PERSON.fullmatch(written):  # With a dash in it, it is a branch with a digit too few.
        return written
    found = _BUSINESS.fullmatch(_DASHES.sub("", written))
    if found is None:
        raise NoTaxCode(typed)
    business, branch = found.groups()
    if int(business[9]) != _check_digit(business) or branch == "000":
        raise NoTaxCode(typed, is_misread=True)
    return f"{business}-{branch}" if branch else business


def _check_digit(business):
    # A remainder of 0 would ask for a digit 10: no code is given out so.
    return 10 - sum(w * int(digit) for w, digit in zip(_WEIGHTS, business, strict=False)) % 11

"""Vietnamese phone numbers as people write them, and as they are stored: digits from the leading 0."""

import re

_MOBILE_OR_LANDLINE = re.compile(r"0\d{9}\Z|02\d{8,9}\Z", re.ASCII)


def phone_digits(text: str) -> str:
    """A number, or the end of one, in the form that is stored, without what people put between digits."""
    digits = re.sub(r"[\s.()-]", "", text)
    return re.sub(r"^(\+84|0084)", "0", digits)


def normal_phone(text: str) -> str:
    """`+84 912.345.678` as `0912345678`. Raises ValueError where it is no Vietnamese number."""
    digits = phone_digits(text)
    if not _MOBILE_OR_LANDLINE.match(digits):
        raise ValueError(text)
    return digits

"""VietQR: the text of a code that any Vietnamese banking app reads as a transfer, filled in.

EMVCo's QR for merchants (tag, length, value, all over again inside of some values) with the fields of Napas.
A code moves no money and proves nothing: what counts is what the bank tells later.
"""

import re
import unicodedata
from binascii import crc_hqx

#: The longest memo that every bank hands on, in ASCII characters.
LONGEST_MEMO = 25
LONGEST_VALUE, LONGEST_ACCOUNT, BIN_DIGITS = 99, 19, 6
#: The most that the field of the amount has room for, in đồng.
MOST_DONG = 9_999_999_999_999
NAPAS, TO_AN_ACCOUNT, DONG, VIETNAM = "A000000727", "QRIBFTTA", "704", "VN"
_bin, _account = re.compile(r"\d{6}"), re.compile(r"[0-9A-Z]{1,19}")
_not_in_memos = re.compile(r"[^A-Za-z0-9 ./-]+")


def payload(*, bank_bin: str, account: str, amount: int | None = None, memo: str = "") -> str:
    """The text of the code. Without `amount` (đồng) the payer types it.

    The memo loses its marks and what banks do not hand on. Raises ValueError for a BIN, an account or an
    amount that cannot be, and for a memo that is too long: cut, it could name another order.
    """
    _refuse_what_cannot_be(bank_bin, account, amount)
    memo = plain_memo(memo)
    to = field("00", NAPAS) + field("01", field("00", bank_bin) + field("01", account))
    parts = [
        field("00", "01"),
        field("01", "11" if amount is None else "12"),
        field("38", to + field("02", TO_AN_ACCOUNT)),
        field("53", DONG),
        field("54", str(amount)) if amount is not None else "",
        field("58", VIETNAM),
        field("62", field("08", memo)) if memo else "",
    ]
    text = "".join(parts) + "6304"
    return text + crc(text)


def _refuse_what_cannot_be(bank_bin, account, amount):
    if not is_bin(bank_bin):
        raise ValueError(f"{bank_bin!r} is not the six digits of a bank.")
    if not is_account(account):
        raise ValueError(f"{account!r} is not an account of at most {LONGEST_ACCOUNT} digits or letters.")
    if amount is not None and not 0 < amount <= MOST_DONG:
        raise ValueError(f"{amount} đồng cannot be transferred.")


def is_bin(text: str) -> bool:
    """Whether this can be a bank's number."""
    return text.isascii() and _bin.fullmatch(text) is not None


def is_account(text: str) -> bool:
    """Whether this can be an account's number: digits, or an alias in capital letters."""
    return text.isascii() and _account.fullmatch(text) is not None


def plain_memo(text: str) -> str:
    """The memo as banks hand it on: without marks, ASCII, single spaces. Raises ValueError over 25."""
    letters = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    unmarked = "".join(letter for letter in letters if not unicodedata.combining(letter))
    memo = " ".join(_not_in_memos.sub(" ", unmarked).split())
    if len(memo) > LONGEST_MEMO:
        raise ValueError(f"{memo!r} is longer than {LONGEST_MEMO} characters.")
    return memo


def field(tag: str, value: str) -> str:
    """Tag, length in two digits, value. Raises ValueError for a value that is empty or longer than 99."""
    if not 0 < len(value) <= LONGEST_VALUE:
        raise ValueError(f"Field {tag} has {len(value)} characters.")
    return f"{tag}{len(value):02d}{value}"


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE of the text as four capital hexadecimal digits."""
    return f"{crc_hqx(text.encode('ascii'), 0xFFFF):04X}"

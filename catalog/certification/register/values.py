"""From a raw cell to a value: one function per kind of column.

Each takes the raw cell and the column and returns the value, or raises Unfit. What can be understood
without guessing is put right (spaces, capitals, marks in composed form, zeros that Excel dropped).
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from catalog.certification.register.columns import Column
from catalog.certification.register.label import label_readers
from catalog.certification.register.problems import Unfit
from catalog.certification.regulations import FULL_SCORE, StarRating
from catalog.products.gtin import check_digit
from catalog.text import nfc

#: The programme began in 2018; an earlier date is a slip of the pen.
FIRST_DAY = date(2018, 1, 1)
#: What the numbers of the demonstration's certificates begin with.
SAMPLE_NUMBERS = "MẪU-"
AS_TEXT = "chữ hoặc số như đã viết (Excel đã tự đổi ô này; hãy định dạng cột là Văn bản rồi ghi lại)"

_code = re.compile(r"[A-Z0-9][A-Z0-9./_-]*")
_tag = re.compile(r"<[A-Za-z/!?]")
_grouped_by_dots = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_day_first = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_iso = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ]00:00(:00)?)?")
_month = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_phone = re.compile(r"0[0-9]{9}|02[0-9]{8,9}")
_tax_code = re.compile(r"[0-9]{10}|[0-9]{10}-[0-9]{3}|[0-9]{12}")
_shortened = re.compile(r"[0-9]([.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)


class Broken:
    """A cell that has no value to read: an uncalculated formula, an error, part of a merged area."""

    def __init__(self, shown: str, expected: str):
        self.shown, self.expected = shown, expected


#: A cell that cannot be read for a reason named at another cell.
SAID_BEFORE = Broken("", "")


def dotted(number: int) -> str:
    """The number with dots between its thousands, as Vietnamese is written."""
    return f"{number:,}".replace(",", ".")


def tidy(text: str) -> str:
    """NFC in one line: every kind of space as one space, nothing invisible left. Raises Unfit."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    line = " ".join(nfc(visible).split())
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in line):
        raise Unfit("chữ không lẫn ký tự điều khiển")
    return line


def shown(raw) -> str:
    """The raw cell as the office sees it, for messages."""
    if raw is None:
        return ""
    if isinstance(raw, Broken):
        return raw.shown
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def is_blank(raw) -> bool:
    """Whether there is nothing in the cell but spaces."""
    if isinstance(raw, str):
        return not "".join(c for c in raw if unicodedata.category(c) != "Cf").strip()
    return raw is None


def line(raw) -> str:
    """The cell as one line of text; a number as its digits."""
    if isinstance(raw, Broken):
        raise Unfit(raw.expected)
    if isinstance(raw, bool | date | time | timedelta):
        raise Unfit(AS_TEXT)
    return tidy(shown(raw))


def text(raw, column: Column) -> str:
    """One line of plain text, within the column's length."""
    return _plain(line(raw), column)


def name(raw, column: Column) -> str:
    """A name: text with at least one letter or digit in it."""
    found = text(raw, column)
    if not any(c.isalnum() for c in found):
        raise Unfit
    return found


def paragraphs(raw, column: Column) -> str:
    """Plain text of several lines."""
    if not isinstance(raw, str):
        return text(raw, column)
    lines = [tidy(part) for part in raw.splitlines()]
    return _plain(re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip(), column)


def _plain(found, column):
    if len(found) > column.max_length:
        raise Unfit(f"nhiều nhất {column.max_length} ký tự (đang có {len(found)})")
    if found.startswith(("=", "@")):
        raise Unfit("chữ, không phải công thức")
    if _tag.search(found):
        raise Unfit("văn bản thường, không có mã HTML")
    return found


def code(raw, column: Column) -> str:
    """A code in capitals, without spaces."""
    found = line(raw).replace(" ", "").upper()
    if len(found) > column.max_length or not _code.fullmatch(found):
        raise Unfit
    return found


def number(raw, column: Column) -> str:
    """The number of a certificate: free text in capitals; not that of a sample."""
    found = name(raw, column).upper()
    if found.startswith(SAMPLE_NUMBERS):
        raise Unfit(f"số của giấy chứng nhận thật ({SAMPLE_NUMBERS}… là dữ liệu minh hoạ)")
    return found


def integer(raw) -> int:
    """A whole number: 130, "130", "1.250", 130.0. Not "1,250" or a cell of 1.25, which may be either."""
    if isinstance(raw, float) and not raw.is_integer():
        raise Unfit
    found = line(raw).replace(" ", "")
    if _grouped_by_dots.fullmatch(found.split(",")[0]):
        found = found.replace(".", "")
    found = re.sub(r"[.,]0+\Z", "", found)
    if not re.fullmatch("[0-9]{1,9}", found):
        raise Unfit
    return int(found)


def weight(raw, column: Column) -> int:
    """Grams, 1 to 50,000."""
    grams = integer(raw)
    if not 1 <= grams <= 50_000:
        raise Unfit
    return grams


def stars(raw, column: Column) -> int:
    """3, 4 or 5, also written "4 sao"."""
    found = line(raw).lower().removesuffix("sao").strip()
    if integer(found) not in StarRating.values:
        raise Unfit
    return integer(found)


def score(raw, column: Column) -> Decimal:
    """Points up to 100 with one decimal, comma or point; how many for which stars, regulations say."""
    found = line(raw).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]0*)?", found):
        raise Unfit
    points = Decimal(found).quantize(Decimal("0.1"))
    if points > FULL_SCORE:
        raise Unfit
    return points


def gtin(raw, column: Column) -> str:
    """A bar code whose last digit checks."""
    found = line(raw).replace(" ", "").replace("-", "")
    if _shortened.fullmatch(found):
        raise Unfit(f"{column.expected}; Excel đã rút gọn số này, hãy định dạng cột là Văn bản rồi ghi lại")
    if not re.fullmatch("[0-9]{8}|[0-9]{12,14}", found):
        raise Unfit
    right = check_digit(found[:-1])
    if int(found[-1]) != right:
        raise Unfit(f"mã vạch có chữ số cuối là {right}, hoặc xem lại các chữ số trước")
    return found


def tax_code(raw, column: Column) -> str:
    """10 digits, 10-3, or a personal number of 12; a leading zero that Excel dropped comes back."""
    found = line(raw).replace(" ", "")
    if re.fullmatch("[0-9]{9}", found) and _tax_check_digit(f"0{found[:-1]}") == int(found[-1]):
        return f"0{found}"
    if re.fullmatch("[0-9]{11}", found):
        return f"0{found}"
    if not _tax_code.fullmatch(found):
        raise Unfit
    return found


def _tax_check_digit(digits):
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    return 10 - sum(int(digit) * by for digit, by in zip(digits, weights, strict=True)) % 11


def phone(raw, column: Column) -> str:
    """Digits only, from 0; +84 and a zero that Excel dropped become 0."""
    digits = re.sub(r"[ .()-]", "", line(raw))
    digits = re.sub(r"\A(\+84|0084|84(?=[0-9]{9,10}\Z))", "0", digits)
    if re.fullmatch("[1-9][0-9]{8,9}", digits):
        digits = f"0{digits}"
    if not _phone.fullmatch(digits):
        raise Unfit
    return digits


def choice(raw, column: Column) -> str:
    """The choice that one of its wordings stands for."""
    wanted = line(raw).casefold()
    for value, words in column.choices:
        if wanted in [word.casefold() for word in words]:
            return value
    raise Unfit


def founded(raw, column: Column, *, today: date) -> str:
    """A year, a month or a day, not in the future, as text. A date cell of a first of month is a month."""
    if isinstance(raw, datetime | date):
        month_only = raw.day == 1
        return founded(f"{raw:%m/%Y}" if month_only else f"{raw:%d/%m/%Y}", column, today=today)
    found = line(raw)
    month = _month.fullmatch(found)
    if re.fullmatch("[0-9]{4}", found):
        day = _real_date(found, 1, 1)
    elif month:
        day = _real_date(month[2], month[1], 1)
        found = f"{day:%m/%Y}"
    else:
        day = any_date(found, column)
        found = f"{day:%d/%m/%Y}"
    if not date(1900, 1, 1) <= day <= today:
        raise Unfit
    return found


def any_date(raw, column: Column) -> date:
    """A day: a date cell, dd/mm/yyyy or yyyy-mm-dd."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raise Unfit("ngày dạng dd/mm/yyyy hoặc yyyy-mm-dd (ô này là một số, hãy định dạng ô là Ngày)")
    found = line(raw)
    if iso := _iso.fullmatch(found):
        return _real_date(iso[1], iso[2], iso[3])
    if day_first := _day_first.fullmatch(found):
        return _real_date(day_first[3], day_first[2], day_first[1])
    raise Unfit


def past_date(raw, column: Column, *, today: date) -> date:
    """A day since the programme began, not in the future."""
    day = any_date(raw, column)
    if not FIRST_DAY <= day <= today:
        raise Unfit(f"ngày từ {FIRST_DAY:%d/%m/%Y} đến hôm nay ({today:%d/%m/%Y})")
    return day


def _real_date(year, month, day):
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unfit("một ngày có thật, dạng dd/mm/yyyy hoặc yyyy-mm-dd") from None


def readers(today: date) -> dict:
    """What reads each kind of column, but for those that need to know the database."""
    dated = {"date": partial(past_date, today=today), "founded": partial(founded, today=today)}
    plain = (text, name, paragraphs, code, number, weight, stars, score, gtin, tax_code, phone, choice)
    by_name = {function.__name__: function for function in (*plain, any_date)}
    return by_name | dated | label_readers(line)

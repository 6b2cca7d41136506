"""The months in which a product is made or picked, kept as one number so that both engines can ask for one.

Bit 0 is January. 0 means all year, as nobody says of rice that it has no season.
"""

from collections.abc import Iterable
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

#: In Vietnamese their numbers, as people say "tháng 5–7".
NAMES = (
    pgettext_lazy("season", "January"),
    pgettext_lazy("season", "February"),
    pgettext_lazy("season", "March"),
    pgettext_lazy("season", "April"),
    pgettext_lazy("season", "May"),
    pgettext_lazy("season", "June"),
    pgettext_lazy("season", "July"),
    pgettext_lazy("season", "August"),
    pgettext_lazy("season", "September"),
    pgettext_lazy("season", "October"),
    pgettext_lazy("season", "November"),
    pgettext_lazy("season", "December"),
)
ALL_MONTHS = (1 << 12) - 1


def mask_of(months: Iterable[int]) -> int:
    """The number that stands for these months (1 to 12). All twelve are no season, which is 0."""
    mask = sum(1 << (month - 1) for month in set(months))
    return 0 if mask == ALL_MONTHS else mask


def months_of(mask: int) -> list[int]:
    """The months that a number stands for; none where it is all year."""
    return [month for month in range(1, 13) if mask & bit_of(month)]


def bit_of(month: int) -> int:
    """The bit of one month."""
    return 1 << (month - 1)


def is_in_season(mask: int, at: datetime) -> bool:
    """Whether `at` is in a month of the season; always where there is none."""
    return not mask or bool(mask & bit_of(timezone.localtime(at).month))


def next_month(at: datetime) -> datetime:
    """The first moment of the month after that of `at`, when a season may begin or end."""
    first = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first + relativedelta(months=1)


def stretches(mask: int) -> list[tuple[int, int]]:
    """First and last month of each stretch, over the turn of the year too: November to February is one."""
    months = set(months_of(mask))
    starts = [month for month in sorted(months) if (month - 2) % 12 + 1 not in months]
    return [(start, _end(start, months)) for start in starts]


def in_words(mask: int) -> str:
    """The months in the reader's language: "tháng 5–7, 11"; nothing where it is all year."""
    parts = [
        str(NAMES[first - 1]) if first == last else f"{NAMES[first - 1]}–{NAMES[last - 1]}"
        for first, last in stretches(mask)
    ]
    return pgettext("season", "%(months)s") % {"months": ", ".join(parts)} if parts else ""


def _end(start, months):
    end = start
    while end % 12 + 1 in months and end % 12 + 1 != start:
        end = end % 12 + 1
    return end

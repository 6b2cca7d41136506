"""The first day of Tết in each year, by the Vietnamese calendar.

Vietnam reckons its months at UTC+7 and China at UTC+8, so in some years (2007, 2030, 2053) the two begin the
year a day apart. The dates come from the library `holidays`; docs/decisions/0024 says how they were checked.
"""

from datetime import date
from functools import lru_cache

import holidays

NAME = "Tết Nguyên Đán"


@lru_cache(256)
def first_day_of_tet(year: int) -> date | None:
    """The first day of the first lunar month that begins in `year`; None before 1901 and after 2100."""
    days = holidays.country_holidays("VN", language="vi", years=year).get_named(NAME, lookup="exact")
    return days[0] if days else None

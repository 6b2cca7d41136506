"""Tết by the Vietnamese calendar, whose months begin at UTC+7, and not by China's."""

from datetime import date

import pytest

from shop.points.tet import first_day_of_tet

#: As printed on Vietnamese calendars; the same as new moons reckoned at UTC+7 give (docs/decisions/0024).
TET = """
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24
2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30 2045-02-17 2046-02-06 2047-01-26 2048-02-14 2049-02-02
2050-01-23
"""


@pytest.mark.parametrize("day", TET.split())
def test_the_first_day_of_each_year(day):
    assert first_day_of_tet(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(("year", "in_china"), [(2007, date(2007, 2, 18)), (2030, date(2030, 2, 3))])
def test_it_is_not_chinas(year, in_china):
    assert first_day_of_tet(year) < in_china


def test_a_year_beyond_the_tables_has_none():
    assert first_day_of_tet(1900) is None
    assert first_day_of_tet(2101) is None

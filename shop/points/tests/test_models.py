"""What the database refuses of points and of their hours, whichever way it is written."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.pictures.tests.photographs import a_picture
from shop.points.models import ExceptionPeriod, OpeningException, PointPicture, SalesPoint
from shop.tests.worlds import a_point

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


def an_exception(point, **values):
    return OpeningException.objects.create(sales_point=point, reason="other", **values)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"from_date": TODAY},
        {"to_date": TODAY},
        {"from_tet_day": 0},
        {"from_date": TODAY, "to_date": TODAY, "from_tet_day": 0, "to_tet_day": 1},
        {"from_date": TOMORROW, "to_date": TODAY},
        {"from_tet_day": 2, "to_tet_day": 1},
        {"from_tet_day": -30, "to_tet_day": 1},
        {"from_tet_day": 0, "to_tet_day": 30},
    ],
)
def test_days_that_make_no_sense_are_refused(values):
    point = a_point()
    with pytest.raises(IntegrityError), transaction.atomic():
        an_exception(point, **values)
    with pytest.raises(ValidationError):
        OpeningException(sales_point=point, reason="other", **values).full_clean()


@pytest.mark.parametrize(
    "days", [{"from_date": TODAY, "to_date": TOMORROW}, {"from_tet_day": -1, "to_tet_day": 4}]
)
def test_the_same_days_are_told_once(days):
    point = a_point()
    an_exception(point, **days)
    with pytest.raises(IntegrityError), transaction.atomic():
        an_exception(point, **days)
    an_exception(a_point(), **days)


def test_an_exception_opens_once_an_hour():
    exception = an_exception(a_point(), from_date=TODAY, to_date=TODAY)
    ExceptionPeriod.objects.create(exception=exception, opens=time(8), closes=time(12))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionPeriod.objects.create(exception=exception, opens=time(8), closes=time(10))


@pytest.mark.parametrize(
    "values", [{"time_zone": ""}, {"floor_area_m2": 0}, {"operator_tax_code": "5600000000"}, {"latitude": 91}]
)
def test_facts_that_make_no_sense_are_refused(values):
    point = a_point()
    with pytest.raises(IntegrityError), transaction.atomic():
        SalesPoint.objects.filter(pk=point.pk).update(**values)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("time_zone", "Europe/Paris", "Điện Biên"),
        ("operator_tax_code", "5600000000-001", "56"),
        ("operator_tax_code", "056000000000", "560000000٠"),
        ("email", "diem@shop.example", "diem"),
    ],
)
def test_forms_say_what_is_wrong_with_a_fact(field, good, bad):
    point = a_point(operator_name="Hợp tác xã Mẫu", **{field: good})
    point.full_clean()
    setattr(point, field, bad)
    with pytest.raises(ValidationError) as wrong:
        point.full_clean()
    assert field in wrong.value.message_dict


def test_a_picture_hangs_once_in_a_gallery(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    point = a_point()
    picture = a_picture()
    PointPicture.objects.create(sales_point=point, picture=picture)
    with pytest.raises(IntegrityError), transaction.atomic():
        PointPicture.objects.create(sales_point=point, picture=picture, display_order=1)

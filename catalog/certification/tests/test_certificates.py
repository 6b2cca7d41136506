"""A certificate's term, which one speaks for a product, and what the database refuses to hold."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from catalog.certification.models import Certificate, end_of_validity
from catalog.certification.querysets import with_certificates, with_stars
from catalog.products.models import Product

#: Điện Biên's clock, seven hours before UTC's.
LOCAL = timezone(timedelta(hours=7))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=LOCAL)


@pytest.fixture
def product(db):
    return Product.objects.create(title="Chè xanh thử")


def certify(product, number="01/GCN", *, stars=3, issued=date(2024, 3, 5), **values):
    values = {"issuer": "UBND tỉnh Điện Biên", "issuer_level": "province", **values}
    values.setdefault("ends_date", end_of_validity(issued))
    return Certificate.objects.create(
        product=product, number=number, stars=stars, issued_date=issued, **values
    )


@pytest.mark.parametrize(
    ("issued", "last_day"),
    [
        (date(2024, 3, 5), date(2027, 3, 5)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2023, 8, 31), date(2026, 8, 31)),
        (date(2025, 12, 31), date(2028, 12, 31)),
        (date(2025, 1, 1), date(2028, 1, 1)),
    ],
)
@pytest.mark.django_db
def test_a_certificate_is_valid_for_thirty_six_months(issued, last_day):
    assert end_of_validity(issued) == last_day


@pytest.mark.parametrize(
    ("at", "stands"),
    [
        (datetime(2024, 3, 4, 23, 59, 59, tzinfo=LOCAL), False),
        (datetime(2024, 3, 5, 0, 0, tzinfo=LOCAL), True),
        (datetime(2024, 3, 4, 17, 0, tzinfo=UTC), True),
        (datetime(2027, 3, 5, 0, 0, tzinfo=LOCAL), True),
        (datetime(2027, 3, 5, 23, 59, 59, tzinfo=LOCAL), True),
        (datetime(2027, 3, 5, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2027, 3, 6, 0, 0, tzinfo=LOCAL), False),
        (datetime(2027, 3, 5, 17, 0, tzinfo=UTC), False),
    ],
)
def test_it_stands_from_the_first_local_midnight_to_the_last(product, at, stands):
    certify(product, issued=date(2024, 3, 5))

    assert Certificate.objects.in_force(at).exists() is stands


@pytest.mark.parametrize(("after", "stands"), [(timedelta(seconds=-1), True), (timedelta(0), False)])
def test_it_falls_at_the_moment_of_its_withdrawal(product, after, stands):
    certify(product, withdrawn_at=NOON, withdrawal_reason="Sai nhãn")

    assert Certificate.objects.in_force(NOON + after).exists() is stands


def test_the_newest_in_force_speaks_for_the_product(product):
    certify(product, "01/GCN", stars=3, issued=date(2024, 3, 5))
    certify(product, "02/GCN", stars=4, issued=date(2026, 1, 5))
    certify(product, "03/GCN", stars=5, issued=date(2027, 1, 5))  # not yet

    assert with_stars(Product.objects.all(), NOON).get().stars == 4
    product = with_certificates(Product.objects.all(), NOON).get()
    assert [certificate.number for certificate in product.certificates_in_force] == ["02/GCN", "01/GCN"]


def test_of_two_of_one_day_the_one_entered_later_speaks(product):
    certify(product, "01/GCN", stars=4)
    certify(product, "02/GCN", stars=3)

    assert with_stars(Product.objects.all(), NOON).get().stars == 3


def test_with_the_newer_one_withdrawn_the_older_speaks_again(product):
    certify(product, "01/GCN", stars=3, issued=date(2024, 3, 5))
    certify(
        product,
        "02/GCN",
        stars=4,
        issued=date(2026, 1, 5),
        withdrawn_at=NOON - timedelta(days=1),
        withdrawal_reason="Sai nhãn",
    )

    assert with_stars(Product.objects.all(), NOON).get().stars == 3


def test_a_product_without_a_certificate_in_force_has_no_stars(product):
    certify(product, issued=date(2022, 3, 5))

    assert with_stars(Product.objects.all(), NOON).get().stars is None
    assert with_certificates(Product.objects.all(), NOON).get().certificates_in_force == []


def test_each_product_has_its_own_stars_in_one_question(product, django_assert_num_queries):
    certify(product, stars=3)
    certify(Product.objects.create(title="Mật ong thử"), "02/GCN", stars=4)
    Product.objects.create(title="Gạo thử")

    with django_assert_num_queries(1):
        stars = {product.title: product.stars for product in with_stars(Product.objects.all(), NOON)}

    assert stars == {"Chè xanh thử": 3, "Mật ong thử": 4, "Gạo thử": None}


REFUSED = [
    ("certification_stars_3_to_5", {"stars": 2}),
    ("certification_stars_3_to_5", {"stars": 6}),
    ("certification_ends_after_issue", {"ends_date": date(2024, 3, 5)}),
    ("certification_district_before_2025_07_06", {"issuer_level": "district", "issued": date(2025, 7, 6)}),
    ("certification_withdrawn_with_reason", {"withdrawn_at": NOON}),
]


@pytest.mark.parametrize(("constraint", "values"), REFUSED)
def test_the_database_itself_refuses_what_the_rules_forbid(product, constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        certify(product, **values)

    assert not Certificate.objects.exists()


def test_a_district_could_certify_until_the_day_before(product):
    assert certify(product, issuer_level="district", issued=date(2025, 7, 5)).pk


def test_a_number_is_given_once(product):
    certify(product, "01/GCN")

    with pytest.raises(IntegrityError), transaction.atomic():
        certify(product, "01/GCN", issued=date(2025, 3, 5))


def test_a_form_is_told_the_rules_before_the_database_is(product):
    certificate = certify(product)
    certificate.stars = 2

    with pytest.raises(ValidationError):
        certificate.full_clean()


def test_a_product_with_a_history_of_certificates_is_not_deleted(product):
    certify(product, issued=date(2020, 3, 5))

    with pytest.raises(ProtectedError):
        product.delete()


def test_a_number_is_stored_and_found_in_composed_form(product):
    decomposed = "SO\u0302\u0301 1/GCN"
    Certificate.objects.bulk_create(
        [
            Certificate(
                product=product,
                number=decomposed,
                stars=3,
                issuer="UBND",
                issuer_level="province",
                issued_date=date(2025, 1, 1),
                ends_date=date(2028, 1, 1),
            )
        ]
    )

    assert str(Certificate.objects.get(number=decomposed)) == "SỐ 1/GCN"

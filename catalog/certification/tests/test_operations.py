"""Awarded, rated again, raised, withdrawn: one step each, refused in plain words, with who and why."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from catalog.certification.exceptions import CertificateRefused
from catalog.certification.models import Certificate, CertificateEvent
from catalog.certification.operations import (
    Paper,
    attach_scan,
    award,
    choose_when_lapsed,
    raise_stars,
    rerate,
    withdraw,
)
from catalog.certification.querysets import off_sale, on_sale
from catalog.certification.tests.conftest import NOW
from catalog.pictures.tests.photographs import a_picture
from catalog.products.models import Product
from shop.accounts.models import User

pytestmark = pytest.mark.django_db
PAPER = Paper(
    number="01/gcn",
    stars=3,
    issued_date=date(2026, 11, 1),
    issuer="UBND tỉnh Điện Biên",
    issuer_level="province",
    score=Decimal("65"),
)
NEXT = replace(PAPER, number="02/GCN", issued_date=date(2026, 11, 20))


@pytest.fixture
def product():
    return Product.objects.create(title="Chè xanh thử")


@pytest.fixture
def office():
    return {"by": User.objects.create_user(email="van.phong@example.com", password="x"), "reason": "QĐ 12"}


def refusal(operation, **arguments):
    with pytest.raises(CertificateRefused) as refused:
        operation(now=NOW, **arguments)
    return refused.value.errors


def kinds():
    return list(CertificateEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_an_award_has_its_end_by_the_rules_and_a_record_of_who_and_why(product, office):
    certificate = award(product=product, paper=PAPER, now=NOW, **office)

    assert (certificate.number, certificate.ends_date) == ("01/GCN", date(2029, 11, 1))
    event = certificate.events.get()
    assert (event.kind, event.actor, event.reason, event.happened_at) == (
        "awarded",
        office["by"],
        "QĐ 12",
        NOW,
    )


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"score": Decimal("70")}, "score", "từ 50 đến dưới 70 điểm"),
        ({"score": Decimal("49.9")}, "score", "từ 50 đến dưới 70 điểm"),
        ({"stars": 5, "score": Decimal("89")}, "score", "từ 90 đến 100 điểm"),
        ({"issuer_level": "district"}, "issuer_level", "3 sao do cấp tỉnh công nhận"),
        ({"stars": 5, "score": None}, "issuer_level", "5 sao do cấp bộ công nhận"),
        ({"ends_date": date(2026, 10, 31)}, "ends_date", "không thể trước ngày cấp"),
        ({"ends_date": date(2029, 10, 31)}, "ends_date", "36 tháng, đến 01/11/2029"),
        ({"issued_date": date(2026, 11, 24)}, "issued_date", "chưa tới"),
        ({"issued_date": date(2017, 1, 1)}, "issued_date", "không có quy định"),
        ({"stars": 2}, "stars", "không có hạng này"),
        ({"number": "  "}, "number", "số trên giấy"),
        ({"issuer": " "}, "issuer", "cơ quan cấp"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_in_words(product, office, changes, field, words):
    errors = refusal(award, product=product, paper=replace(PAPER, **changes), **office)

    assert words in errors[field]
    assert not Certificate.objects.exists()
    assert kinds() == []


def test_a_district_of_its_time_is_taken(product, office):
    paper = replace(PAPER, issuer_level="district", issued_date=date(2025, 7, 5))

    assert award(product=product, paper=paper, now=NOW, **office).pk


def test_a_number_is_given_once_in_capitals_or_not(product, office):
    award(product=product, paper=PAPER, now=NOW, **office)
    other = Product.objects.create(title="Chè khác")

    assert "number" in refusal(award, product=other, paper=replace(PAPER, number="01/Gcn"), **office)
    assert kinds() == ["awarded"]


@pytest.mark.parametrize("operation", [award, rerate, raise_stars])
def test_nothing_is_done_without_a_reason(product, office, operation):
    assert "reason" in refusal(operation, product=product, paper=PAPER, **{**office, "reason": " "})


def test_rating_again_keeps_the_stars_and_the_old_certificate(product, office):
    first = award(product=product, paper=PAPER, now=NOW, **office)
    second = rerate(product=product, paper=NEXT, now=NOW, **office)

    assert Certificate.objects.get(pk=first.pk).ends_date == date(2029, 11, 1)
    assert second.stars == 3
    assert kinds() == ["awarded", "rerated"]


def test_raising_gives_more_stars(product, office):
    award(product=product, paper=PAPER, now=NOW, **office)
    raised = raise_stars(product=product, paper=replace(NEXT, stars=4, score=None), now=NOW, **office)

    assert raised.stars == 4
    assert kinds() == ["awarded", "raised"]


@pytest.mark.parametrize(
    ("operation", "stars", "words"),
    [
        (award, 3, "đánh giá lại"),
        (award, 4, "nâng hạng"),
        (rerate, 4, "có 3 sao"),
        (raise_stars, 3, "phải nhiều sao hơn"),
    ],
)
def test_each_step_is_for_its_own_case(product, office, operation, stars, words):
    award(product=product, paper=PAPER, now=NOW, **office)

    errors = refusal(operation, product=product, paper=replace(NEXT, stars=stars, score=None), **office)

    assert words in errors["stars"]


def test_a_newer_certificate_is_not_older(product, office):
    award(product=product, paper=PAPER, now=NOW, **office)
    paper = replace(NEXT, issued_date=date(2026, 10, 1))

    assert "01/11/2026" in refusal(rerate, product=product, paper=paper, **office)["issued_date"]


@pytest.mark.parametrize("operation", [rerate, raise_stars])
def test_without_a_certificate_or_after_a_withdrawal_one_is_awarded_anew(product, office, operation):
    paper = replace(NEXT, stars=4, score=None)
    assert "cấp mới" in refusal(operation, product=product, paper=paper, **office)[""]
    withdraw(certificate=award(product=product, paper=PAPER, now=NOW, **office), at=NOW, **office)
    assert "cấp mới" in refusal(operation, product=product, paper=paper, **office)[""]

    assert award(product=product, paper=paper, now=NOW + timedelta(minutes=1), **office).stars == 4


def test_a_certificate_is_withdrawn_once(product, office):
    certificate = award(product=product, paper=PAPER, now=NOW, **office)
    withdrawn = withdraw(certificate=certificate, at=NOW, **office)

    assert (withdrawn.withdrawn_at, withdrawn.withdrawal_reason) == (NOW, "QĐ 12")
    with pytest.raises(CertificateRefused, match="đã bị thu hồi"):
        withdraw(certificate=certificate, at=NOW, **office)
    assert kinds() == ["awarded", "withdrawn"]


def test_a_scan_is_recorded(product, office):
    certificate = award(product=product, paper=PAPER, now=NOW, **office)
    scan = a_picture()

    assert attach_scan(certificate=certificate, scan=scan, by=office["by"], now=NOW).scan == scan
    assert kinds() == ["awarded", "scanned"]


@pytest.mark.parametrize("change", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_record_is_never_changed_by_whatever_way(product, office, change):
    event = award(product=product, paper=PAPER, now=NOW, **office).events.get()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format("certification_certificateevent"))
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        CertificateEvent.objects.update(reason="x")


def test_what_has_lapsed_is_off_sale_only_where_the_office_chose_so(product, office):
    certificate = award(product=product, paper=PAPER, now=NOW, **office)
    after = NOW + timedelta(days=4 * 365)
    everything = Product.objects.all()
    assert on_sale(everything, after).exists()
    choose_when_lapsed(product=product, choice="withdraw_from_sale", now=NOW, **office)

    assert on_sale(everything, NOW).exists()
    assert off_sale(everything, after).get() == product
    withdraw(certificate=certificate, at=NOW, **office)
    assert not on_sale(everything, NOW).exists()
    assert "lapse_chosen" in kinds()


def test_what_never_had_a_certificate_is_no_lapsed_product(product, office):
    Product.objects.update(when_lapsed="withdraw_from_sale")

    assert on_sale(Product.objects.all(), NOW).exists()
    choice = "sell_on"
    assert "chưa có" in refusal(choose_when_lapsed, product=product, choice=choice, **office)[""]

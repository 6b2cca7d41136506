"""Every kind in each language and by each channel says all that it is told, and nothing runs in it."""

import dataclasses
import unicodedata
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from shop.messages.facts import Item, MessageFacts, Place
from shop.messages.kinds import Channel, Kind
from shop.messages.rendering import words_of
from shop.messages.samples import PAID_BEFORE, sample_facts
from shop.payments.money import format_dong

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LANGUAGES = ("vi", "en")
NAUGHTY = '<script>alert("x")</script>'
#: What each kind has to say of the sample, beside the order's number.
SAYS = {
    Kind.ORDER_PLACED: [
        "Trà shan tuyết Tủa Chùa, 200 g",
        format_dong(610_000),
        "Số 1, tổ 2",
        "14:00 23/11/2026",
    ],
    Kind.PAYMENT_RECEIVED: [format_dong(610_000), "FT26331000000"],
    Kind.PAID_SHORT: [format_dong(370_000), "Trà shan"],
    Kind.PAYMENT_REMINDER: ["10:00 24/11/2026", format_dong(610_000), "0000000000", "Ngân hàng mẫu"],
    Kind.ORDER_LAPSED: ["Mật ong hoa ban"],
    Kind.PARCEL_CONFIRMED: ["Điểm OCOP mẫu", "Trà shan", format_dong(400_000)],
    Kind.PARCEL_READY: ["Điểm OCOP mẫu", "Chợ trung tâm", "30/11/2026", "07:30–11:30", "0900000000"],
    Kind.PARCEL_SENT: ["Bưu điện mẫu", "EMS000000000VN", "https://shop.example/don-hang/", "Kho mẫu"],
    Kind.PARCEL_HANDED_OVER: ["Trà shan"],
    Kind.PARCEL_CANCELLED: ["Điểm OCOP mẫu", "Trà shan", "Kho mẫu"],
    Kind.REFUND_SENT: [format_dong(370_000), "FT26331000000"],
    Kind.RETURN_ANSWERED: [format_dong(370_000)],
    Kind.CONFIRM_REMINDER: ["14:00 23/11/2026", "0900000000", "/quay/kien/0/"],
}


def facts(kind, language="vi", payment=""):
    with translation.override(language):
        return sample_facts(kind=kind, at=AT, base="https://shop.example", payment=payment)


def words(kind, language="vi", channel=Channel.EMAIL, told=None):
    return words_of(kind=kind, facts=told or facts(kind, language), channel=channel, language=language)


def seen(html):
    return " ".join(BeautifulSoup(html, "html.parser").body.get_text(" ").split())


def with_naughty(facts: MessageFacts) -> MessageFacts:
    """The same facts with markup wherever somebody writes words."""
    item = Item(NAUGHTY, 1, 1_000)
    place = Place(NAUGHTY, NAUGHTY, NAUGHTY, "https://shop.example/", (NAUGHTY,))
    parcel = dataclasses.replace(facts.parcel, place=place, items=(item,), carrier=NAUGHTY, tracking=NAUGHTY)
    order = dataclasses.replace(facts.order, name=NAUGHTY, address=NAUGHTY, items=(item,), parcels=(parcel,))
    said = dict.fromkeys(("reason", "answer", "reference"), NAUGHTY)
    return dataclasses.replace(facts, order=order, parcel=parcel, call=place, others=(NAUGHTY,), **said)


def test_every_kind_is_asked_what_it_says():
    assert set(SAYS) == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_an_e_mail_says_all_in_both_forms(kind, language):
    said = words(kind, language)
    html, text = seen(said.html), " ".join(said.text.split())

    wanted = ["DB000000", *SAYS[kind]]
    links = " ".join(link["href"] for link in BeautifulSoup(said.html, "html.parser").find_all("a"))
    assert [each for each in wanted if " ".join(each.split()) not in html + links] == []
    assert [each for each in wanted if " ".join(each.split()) not in text] == []
    assert "DB000000" in said.subject
    link = "https://shop.example/quay/kien/0/" if kind == Kind.CONFIRM_REMINDER else facts(kind).order.link
    assert link in links
    assert link in text


@pytest.mark.parametrize("kind", Kind)
def test_the_languages_differ_and_neither_leaves_anything_out(kind):
    vietnamese, english = words(kind, "vi"), words(kind, "en")
    assert vietnamese.subject != english.subject
    assert vietnamese.text.count("\n\n") == english.text.count("\n\n")


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_words_are_composed_and_a_subject_is_one_line(kind, language, channel):
    told = with_naughty(facts(kind, language))
    order = dataclasses.replace(told.order, number=unicodedata.normalize("NFD", "Ấ1\n2"))

    said = words(kind, language, channel, dataclasses.replace(told, order=order))

    for text in (said.subject, said.text, said.html):
        assert unicodedata.is_normalized("NFC", text)
    assert "\n" not in said.subject
    assert len(said.subject) <= 200


@pytest.mark.parametrize("kind", Kind)
def test_what_people_wrote_is_no_markup(kind):
    said = words(kind, told=with_naughty(facts(kind)))
    page = BeautifulSoup(said.html, "html.parser")

    assert page.find("script") is None
    assert "&lt;" not in said.text
    assert NAUGHTY in said.text


@pytest.mark.parametrize("kind", Kind)
def test_an_e_mail_loads_nothing_and_needs_no_table(kind):
    page = BeautifulSoup(words(kind).html, "html.parser")
    assert page.find(["img", "link", "script", "table", "iframe", "form"]) is None
    assert "url(" not in page.style.string
    assert page.html["lang"] == "vi"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_an_sms_is_one_message_of_plain_letters_with_its_whole_link(kind, language):
    said = words(kind, language, Channel.SMS).text

    assert len(said) <= 160
    assert said.isascii()
    assert said.startswith("OCOP Dien Bien: ")
    assert said.split(" ")[-1].startswith("https://shop.example/")


def test_zalo_keeps_the_marks():
    assert "Đã nhận đơn" in words(Kind.ORDER_PLACED, channel=Channel.EMAIL).subject
    assert "đã nhận đơn DB000000" in words(Kind.ORDER_PLACED, channel=Channel.ZALO).text


@pytest.mark.parametrize(
    ("payment", "says"),
    [
        ("cod", "tiền mặt khi nhận hàng"),
        ("at_point", "tại đó khi đến lấy"),
        ("transfer", "Nội dung chuyển khoản: DB000000"),
        ("card", "Mời bạn thanh toán ở trang đơn hàng"),
    ],
)
def test_a_placed_order_says_how_it_is_paid(payment, says):
    said = words(Kind.ORDER_PLACED, told=facts(Kind.ORDER_PLACED, payment=payment))
    assert says in said.text
    assert says in seen(said.html)


def test_an_order_that_is_paid_by_the_time_it_is_told_of_asks_for_nothing():
    told = facts(Kind.ORDER_PLACED, payment="card")
    order = dataclasses.replace(told.order, owed=0, pay_by=None)

    said = words(Kind.ORDER_PLACED, told=dataclasses.replace(told, order=order))

    assert "Đơn đã thanh toán đủ" in said.text
    assert "Mời bạn thanh toán" not in said.text + said.subject


@pytest.mark.parametrize(
    ("by", "subject", "says"),
    [
        ("shopper", "theo yêu cầu của bạn", "Theo yêu cầu của bạn"),
        ("clock", "xin lỗi bạn", "không kịp xác nhận"),
        ("point", "xin lỗi bạn", "đã phải hủy"),
    ],
)
def test_a_cancelled_parcel_says_who_cancelled_it_and_what_becomes_of_the_money(by, subject, says):
    told = dataclasses.replace(facts(Kind.PARCEL_CANCELLED), by=by, reason="")
    paid = dataclasses.replace(told, money_back=True)

    said, of_paid = (words(Kind.PARCEL_CANCELLED, told=each) for each in (told, paid))

    assert subject in said.subject
    assert says in said.text
    assert "Bạn không phải trả tiền" in said.text
    assert "Lý do" not in said.text
    assert f"{format_dong(370_000)}, sẽ được hoàn lại" in of_paid.text


def test_the_kinds_about_money_that_comes_first_are_shown_with_such_an_order():
    assert {kind for kind in Kind if facts(kind).order.is_prepaid} == PAID_BEFORE

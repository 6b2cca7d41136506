"""Letters of the GSM alphabet, and no more of them than one message holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.messages.phone_text import SMS_LETTERS, ZALO_LETTERS, plain_letters, sms, zalo

LINK = "https://shop.example/don-hang/abcdefghijklmnopqrstuv/"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đơn của bạn đã gửi", "Don cua ban da gui"),
        ("1.250.000\N{NO-BREAK SPACE}₫", "1.250.000 d"),
        ("“Chè” – ngon…", '"Che" - ngon...'),
        ("[a]^~|\\{}`", "?a????????"),
        ("漢", "?"),
    ],
)
def test_marks_are_left_out(text, plain):
    assert plain_letters(text) == plain


def test_what_is_too_long_is_cut_between_words_before_the_link():
    said = sms("một " * 60, LINK)
    assert len(said) <= SMS_LETTERS
    assert said.endswith(f"mot... {LINK}")


@given(st.text(max_size=300))
def test_no_text_makes_it_longer_than_one_message(words):
    assert len(sms(words, LINK)) <= SMS_LETTERS
    assert sms(words, LINK).isascii()
    assert len(zalo(words, LINK)) <= ZALO_LETTERS
    assert sms(words, LINK).endswith(LINK)

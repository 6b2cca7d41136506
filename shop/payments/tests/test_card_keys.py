"""What start-up says about the keys of cards."""

import pytest

from shop.payments.card.checks import check_card_keys

GOOD, SECRET = "rk_live_abcdefgh", "whsec_abcdefgh"


def said(settings, key="", secret="", base="", allowed=False):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = key, secret
    settings.STRIPE_API_BASE, settings.CARD_STAND_IN_ALLOWED = base, allowed
    messages = check_card_keys(None)
    assert not any(text and text in str(message) for message in messages for text in (key, secret))
    return [message.id for message in messages]


def test_without_a_key_it_says_that_cards_are_hidden(settings):
    assert said(settings) == ["card.I001"]


def test_a_restricted_key_with_its_secret_is_as_it_should_be(settings):
    assert said(settings, GOOD, SECRET) == said(settings, "sk_test_abcdefgh", SECRET) == []


def test_a_key_that_can_do_everything_is_warned_about(settings):
    assert said(settings, "sk_live_abcdefgh", SECRET) == ["card.W001"]


@pytest.mark.parametrize(
    ("key", "secret", "error"),
    [
        ("pk_live_abcdefgh", SECRET, "card.E001"),
        ("abcdefgh", SECRET, "card.E002"),
        ("rk_live_abc def", SECRET, "card.E002"),
        (f"{GOOD}\n", SECRET, "card.E002"),
        (GOOD, "abcdefgh", "card.E003"),
        (GOOD, "", "card.E004"),
    ],
)
def test_a_wrong_key_is_an_error(settings, key, secret, error):
    assert said(settings, key, secret) == [error]


def test_the_stand_in_is_refused_where_it_is_not_allowed(settings):
    assert said(settings, "rk_test_abcdefgh", SECRET, "http://127.0.0.1:1") == ["card.E005"]


@pytest.mark.parametrize(
    ("key", "base", "errors"),
    [
        ("rk_test_abcdefgh", "http://127.0.0.1:8001", []),
        ("rk_test_abcdefgh", "http://stripe.example", ["card.E006"]),
        (GOOD, "http://127.0.0.1:8001", ["card.E007"]),
    ],
)
def test_the_stand_in_is_on_this_machine_and_never_sees_a_live_key(settings, key, base, errors):
    assert said(settings, key, SECRET, base, allowed=True) == errors

"""Checkout Sessions: what may be asked for, and what one looks like."""

import re
import secrets

from shop.tests.stripe import parameters
from shop.tests.stripe.errors import invalid
from shop.tests.stripe.parameters import needed, whole

CURRENCY = "vnd"
LOCALES = ("auto", "vi", "en")
LARGEST = 99_999_999
#: Half a US dollar or so; the API refuses less. The shop asks for a little more (`gateway.SMALLEST`).
SMALLEST = 13_000
SHORTEST, LONGEST = 30 * 60, 24 * 3600
#: Seconds that a request may have been on its way.
SLACK = 60


def new_session(asked: dict, *, now: int, base: str, version: str) -> dict:
    """A session as asked for, open; raises ApiError where Stripe would refuse."""
    session_id = f"cs_test_{secrets.token_hex(16)}"
    return {
        "id": session_id,
        "object": "checkout.session",
        "status": "open",
        "payment_status": "unpaid",
        "mode": _mode(asked),
        "amount_total": _amount(asked),
        "currency": CURRENCY,
        "client_reference_id": asked.get("client_reference_id"),
        "metadata": asked.get("metadata", {}),
        "customer_email": _email(asked),
        "locale": _locale(asked),
        "success_url": _url(asked, "success_url"),
        "cancel_url": _url(asked, "cancel_url"),
        "expires_at": _expiry(asked, now),
        "created": now,
        "livemode": False,
        "payment_intent": None,
        "url": f"{base}/c/pay/{session_id}",
        # Not told by the API: what the payment will be called, and what it is for.
        "_payment": asked.get("payment_intent_data", {}),
        "_version": version,
    }


def _mode(asked):
    if needed(asked, "mode") != "payment":
        raise invalid("This stand-in knows the mode 'payment' only.", param="mode")
    return asked["mode"]


def _amount(asked):
    lines = needed(asked, "line_items").values()
    total = 0
    for line in lines:
        price = needed(line, "price_data")
        if needed(price, "currency") != CURRENCY:
            raise invalid("This stand-in knows the currency 'vnd' only.", param="currency")
        needed(needed(price, "product_data"), "name")
        total += whole(needed(price, "unit_amount"), "unit_amount") * whole(
            needed(line, "quantity"), "quantity"
        )
    if total < SMALLEST:
        raise invalid("The total amount due must be more.", code="amount_too_small")
    if total > LARGEST:
        raise invalid("The total amount due must be no more than ₫99,999,999.", code="amount_too_large")
    return total


def _email(asked):
    email = asked.get("customer_email")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise invalid(f"Invalid email address: {email}", param="customer_email", code="email_invalid")
    return email


def _locale(asked):
    locale = asked.get("locale", "auto")
    if locale not in LOCALES:
        raise invalid(f"Invalid locale: {locale}", param="locale")
    return locale


def _url(asked, name):
    url = needed(asked, name)
    if not re.match(r"https?://[^/\s]+", url):
        raise invalid("Not a valid URL", param=name, code="url_invalid")
    return url


def _expiry(asked, now):
    expires_at = whole(asked.get("expires_at", str(now + LONGEST)), "expires_at")
    if not now + SHORTEST - SLACK <= expires_at <= now + LONGEST + SLACK:
        words = "The `expires_at` timestamp must be between 30 minutes and 24 hours from now."
        raise invalid(words, param="expires_at")
    return expires_at


def parse_session(text: str) -> dict:
    """The parameters of a new session."""
    return parameters.parse(text, parameters.SESSION)

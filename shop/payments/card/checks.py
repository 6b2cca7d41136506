"""What start-up says about the keys of cards: none, wrong, or more powerful than they need be."""

import logging
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

RESTRICTED = re.compile(r"rk_(test|live)_\w{4,}")
SECRET = re.compile(r"sk_(test|live)_\w{4,}")
WEBHOOK = re.compile(r"whsec_\S{4,}")


logger = logging.getLogger("shop.payments.card")


def check_card_keys(app_configs, **kwargs):
    """For Django's system checks. Never shows a key."""
    key, secret, base = settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE
    return [*_key(key), *_webhook(key, secret), *_base(key, base)]


def tell_at_start() -> None:
    """Writes into the log of a starting server what the check says."""
    for message in check_card_keys(None):
        logger.log(message.level, "%s (%s)", message.msg, message.id)


def can_be_used() -> bool:
    """Whether there are keys, and nothing is wrong with them."""
    keys = settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET
    return bool(keys) and not any(message.is_serious() for message in check_card_keys(None))


def _key(key):
    if not key:
        hint = "Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET to offer it."
        return [checks.Info("No Stripe key is set: payment by card is hidden.", hint=hint, id="card.I001")]
    if RESTRICTED.fullmatch(key):
        return []
    if key.startswith("pk_"):
        return [
            checks.Error(
                "STRIPE_SECRET_KEY is a publishable key (pk_); a secret one is needed.", id="card.E001"
            )
        ]
    if not SECRET.fullmatch(key):
        hint = "It begins with rk_test_, rk_live_, sk_test_ or sk_live_."
        return [checks.Error("STRIPE_SECRET_KEY is not a key of Stripe's.", hint=hint, id="card.E002")]
    if key.startswith("sk_live_"):
        hint = "Make a restricted key (rk_live_): write on Checkout Sessions and Refunds, nothing else."
        return [
            checks.Warning("STRIPE_SECRET_KEY can do anything in the account.", hint=hint, id="card.W001")
        ]
    return []


def _webhook(key, secret):
    if secret and not WEBHOOK.fullmatch(secret):
        hint = "It begins with whsec_ and stands at the endpoint in Stripe's dashboard."
        return [checks.Error("STRIPE_WEBHOOK_SECRET is not a webhook secret.", hint=hint, id="card.E003")]
    if key and not secret:
        text = "STRIPE_SECRET_KEY is set without STRIPE_WEBHOOK_SECRET: payment by card stays hidden."
        return [checks.Error(text, id="card.E004")]
    return []


def _base(key, base):
    """The stand-in of tests and the sample shop: on this machine, with a key of no worth, never in public."""
    if not base:
        return []
    if not settings.CARD_STAND_IN_ALLOWED:
        return [
            checks.Error("STRIPE_API_BASE is for tests only; take it out of the environment.", id="card.E005")
        ]
    if urlsplit(base).hostname not in {"127.0.0.1", "localhost", "::1"}:
        return [checks.Error("STRIPE_API_BASE must lead to this machine itself.", id="card.E006")]
    if "_live_" in key:
        return [checks.Error("A live key is not for the stand-in of STRIPE_API_BASE.", id="card.E007")]
    return []

"""The card company's API through its own client; every call that changes something has an idempotency key.

A call that gets no answer raises Unreachable: it may have been carried out all the same, and is made again
under the same key, which gives the first call's answer.
"""

from contextlib import contextmanager
from datetime import datetime

import stripe
from django.conf import settings

from shop.payments.card import exceptions, values
from shop.payments.card.checks import can_be_used
from shop.payments.card.exceptions import NotConfigured

#: What the API's answers look like; the version that the pinned client was made for.
API_VERSION = "2026-10-28.endive"
#: Seconds to be let in, and to be answered. A shopper is waiting.
TIMEOUT = (4, 12)
RETRIES = 2
#: What one payment can be, in đồng. Stripe's reference (PaymentIntent, `amount`) names eight digits as the
#: most, and as the least 0.50 US dollars or as much in the currency of the payment. It names no number for
#: đồng: ours is that at some 26,000 a dollar, with room for the rate to rise.
SMALLEST, LARGEST = 15_000, 99_999_999
#: A session lives half an hour at least.
SHORTEST_MINUTES = 30
LANGUAGES = ("vi", "en")
#: Refunds of one payment that are looked through.
MOST_REFUNDS = 100


def is_configured() -> bool:
    """Whether this shop takes cards: it has keys, and nothing is wrong with them."""
    return can_be_used()


def gateway() -> "CardGateway":
    """The way to the card company by this machine's settings. Raises NotConfigured without a key."""
    if not is_configured():
        raise NotConfigured("There are no keys of Stripe's, or something is wrong with them.")
    return CardGateway(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)


class CardGateway:
    """Sessions and refunds. Each method raises Unreachable, Refused, NotFound, Declined or KeyRefused."""

    def __init__(self, key: str, api_base: str = "", *, timeout=TIMEOUT, retries: int = RETRIES):
        self._client = stripe.StripeClient(
            key,
            stripe_version=API_VERSION,
            base_addresses={"api": api_base} if api_base else None,
            max_network_retries=retries,
            http_client=stripe.RequestsClient(timeout=timeout),
        )

    def open_session(
        self,
        *,
        reference: str,
        attempt: int,
        amount: int,
        description: str,
        language: str,
        success_url: str,
        cancel_url: str,
        expires_at: datetime,
        email: str,
        key: str,
    ) -> values.Session:
        """Opens the hosted page for `amount` đồng; the same key with the same words gives the same session.

        `reference` and `attempt` come back in every event about it. An empty e-mail is asked for there.
        """
        params = {
            "mode": "payment",
            "client_reference_id": reference,
            "metadata": {"order": reference, "attempt": str(attempt)},
            "payment_intent_data": {"metadata": {"order": reference}, "description": description},
            "line_items": [_line(amount, description)],
            "allowed_payment_method_types": ["card"],
            # The shopper pays in đồng, whatever their bank makes of it.
            "adaptive_pricing": {"enabled": False},
            "locale": language if language in LANGUAGES else LANGUAGES[0],
            "success_url": success_url,
            "cancel_url": cancel_url,
            "expires_at": int(expires_at.timestamp()),
        }
        if email:
            params["customer_email"] = email
        with _told_in_our_words():
            found = self._client.v1.checkout.sessions.create(params, {"idempotency_key": key})
        return values.session_from(found.to_dict())

    def session(self, session_id: str) -> values.Session:
        """The session as it is now."""
        with _told_in_our_words():
            found = self._client.v1.checkout.sessions.retrieve(session_id)
        return values.session_from(found.to_dict())

    def expire(self, session_id: str) -> values.Session:
        """Closes the hosted page, so that nobody pays by it any more; the session as it then is.

        One that somebody has paid by meanwhile, or that is closed already, is left as it is.
        """
        try:
            with _told_in_our_words():
                options = {"idempotency_key": f"expire:{session_id}"}
                found = self._client.v1.checkout.sessions.expire(session_id, None, options)
        except exceptions.NotFound:
            raise
        except exceptions.Refused:
            now = self.session(session_id)
            if now.is_open:
                raise
            return now
        return values.session_from(found.to_dict())

    def refund(self, *, payment: str, amount: int, reference: str, key: str) -> values.CardRefund:
        """Sends `amount` đồng of a payment back; the same key is the same refund."""
        params = {"payment_intent": payment, "amount": amount, "metadata": {"refund": reference}}
        with _told_in_our_words():
            found = self._client.v1.refunds.create(params, {"idempotency_key": key})
        return values.refund_from(found.to_dict())

    def refunds(self, payment: str) -> list[values.CardRefund]:
        """What has gone back of a payment, the latest first."""
        with _told_in_our_words():
            found = self._client.v1.refunds.list({"payment_intent": payment, "limit": MOST_REFUNDS})
        return [values.refund_from(refund.to_dict()) for refund in found.data]


def _line(amount, description):
    price = {"currency": values.CURRENCY, "unit_amount": amount, "product_data": {"name": description}}
    return {"quantity": 1, "price_data": price}


@contextmanager
def _told_in_our_words():
    """The client's errors as ours. What is none of theirs passes."""
    try:
        yield
    except stripe.CardError as error:
        raise exceptions.Declined(str(error), error.code or "") from error
    except stripe.InvalidRequestError as error:
        kind = exceptions.NotFound if error.http_status == 404 else exceptions.Refused
        raise kind(str(error), error.code or "") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise exceptions.KeyRefused(str(error)) from error
    except stripe.IdempotencyError as error:
        raise exceptions.Refused(str(error), "idempotency_error") from error
    except stripe.StripeError as error:
        # No connection, too many requests, or the company's own fault: later.
        raise exceptions.Unreachable(str(error)) from error

"""Signed events: what the card company sends of its own accord, taken for true only with our secret."""

import stripe
from django.conf import settings

from shop.payments.card import values
from shop.payments.card.exceptions import BadEvent, BadSignature, NotConfigured

#: Seconds after which a signed event is too old: somebody may be sending what they once overheard.
TOLERANCE = 300
SESSION_KINDS = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
)
REFUND_KINDS = ("refund.created", "refund.updated", "refund.failed")
CHARGE_KINDS = ("charge.refunded",)
DISPUTE_KINDS = (
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
)
#: What the webhook's endpoint is to send; other kinds are kept and have no effect.
KINDS = (*SESSION_KINDS, *REFUND_KINDS, *CHARGE_KINDS, *DISPUTE_KINDS)
_READERS = {
    **dict.fromkeys(SESSION_KINDS, values.session_from),
    **dict.fromkeys(REFUND_KINDS, values.refund_from),
    **dict.fromkeys(CHARGE_KINDS, values.charge_from),
    **dict.fromkeys(DISPUTE_KINDS, values.dispute_from),
}


def read_event(body: bytes, signature: str) -> values.CardEvent:
    """The event in a webhook's body.

    Raises BadSignature where it is not signed with our secret or was signed more than `TOLERANCE` seconds
    ago, BadEvent where what is signed is no event, NotConfigured without a secret.
    """
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise NotConfigured("STRIPE_WEBHOOK_SECRET is not set.")
    try:
        secret = settings.STRIPE_WEBHOOK_SECRET
        found = stripe.Webhook.construct_event(body, signature, secret, TOLERANCE).to_dict()
    except stripe.SignatureVerificationError as error:
        raise BadSignature(str(error)) from error
    except (ValueError, AttributeError, TypeError) as error:
        raise BadEvent(str(error)) from error
    return _event_from(found)


def _event_from(data) -> values.CardEvent:
    """Reads what is signed; a form that we do not know is BadEvent, for the company to send again."""
    try:
        kind = data["type"]
        read = _READERS.get(kind)
        return values.CardEvent(
            id=data["id"],
            kind=kind,
            created=values.moment(data["created"]),
            about=read(data["data"]["object"]) if read else None,
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadEvent(f"Not an event that we can read: {error!r}") from error

"""What the card company tells, as plain values; amounts in whole đồng."""

from dataclasses import dataclass
from datetime import UTC, datetime

#: Stripe's name of the đồng, which has no smaller unit: 185,000 ₫ is `185000`.
CURRENCY = "vnd"


@dataclass(frozen=True)
class Session:
    """One visit to the hosted payment page."""

    id: str
    #: "open", "complete" or "expired".
    status: str
    is_paid: bool
    amount: int
    currency: str
    #: What the shop called it: an order's number, and which try at it this is.
    reference: str
    attempt: int
    #: Names the payment, once there is one; "" before.
    payment: str
    #: The hosted page; "" once it is closed.
    url: str
    expires_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether somebody can still pay by it."""
        return self.status == "open"

    @property
    def is_waiting(self) -> bool:
        """Whether the shopper is through and the bank has yet to say."""
        return self.status == "complete" and not self.is_paid


@dataclass(frozen=True)
class CardRefund:
    """Money on its way back to a card."""

    id: str
    payment: str
    amount: int
    currency: str
    #: "pending", "requires_action", "succeeded", "failed" or "canceled".
    status: str
    #: What the shop called it; "" where it was made in the card company's own dashboard.
    reference: str
    why_failed: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the money is out of the shop's hands."""
        return self.status == "succeeded"

    @property
    def is_lost(self) -> bool:
        """Whether it did not arrive and never will."""
        return self.status in {"failed", "canceled"}


@dataclass(frozen=True)
class CardDispute:
    """A cardholder's bank has asked for the money back."""

    id: str
    payment: str
    amount: int
    currency: str
    reason: str
    #: "needs_response", "under_review", "won", "lost" and others.
    status: str


@dataclass(frozen=True)
class CardCharge:
    """How much of a payment has gone back in all."""

    payment: str
    amount: int
    refunded: int
    currency: str


@dataclass(frozen=True)
class CardEvent:
    """Something that happened there; `about` is None for kinds that the shop does nothing with."""

    id: str
    kind: str
    created: datetime
    about: Session | CardRefund | CardDispute | CardCharge | None


def session_from(data) -> Session:
    """Reads a Checkout Session."""
    metadata = data.get("metadata") or {}
    attempt = str(metadata.get("attempt", ""))
    return Session(
        id=data["id"],
        status=data.get("status") or "",
        is_paid=data.get("payment_status") == "paid",
        amount=data.get("amount_total") or 0,
        currency=data.get("currency") or "",
        reference=data.get("client_reference_id") or "",
        attempt=int(attempt) if attempt.isascii() and attempt.isdigit() else 0,
        payment=_id_of(data.get("payment_intent")),
        url=data.get("url") or "",
        expires_at=moment(data.get("expires_at") or 0),
    )


def refund_from(data) -> CardRefund:
    """Reads a Refund."""
    return CardRefund(
        id=data["id"],
        payment=_id_of(data.get("payment_intent")),
        amount=data["amount"],
        currency=data.get("currency") or "",
        status=data.get("status") or "",
        reference=str((data.get("metadata") or {}).get("refund", "")),
        why_failed=data.get("failure_reason") or "",
    )


def dispute_from(data) -> CardDispute:
    """Reads a Dispute."""
    return CardDispute(
        id=data["id"],
        payment=_id_of(data.get("payment_intent")),
        amount=data["amount"],
        currency=data.get("currency") or "",
        reason=data.get("reason") or "",
        status=data.get("status") or "",
    )


def charge_from(data) -> CardCharge:
    """Reads a Charge."""
    return CardCharge(
        payment=_id_of(data.get("payment_intent")),
        amount=data["amount"],
        refunded=data.get("amount_refunded") or 0,
        currency=data.get("currency") or "",
    )


def moment(seconds: int) -> datetime:
    """A moment that was told in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def _id_of(thing) -> str:
    """The id of what may be told by its id, in full, or not at all."""
    if not thing:
        return ""
    return thing if isinstance(thing, str) else thing["id"]

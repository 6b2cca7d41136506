"""What the stand-in remembers, and what can happen there: pay, decline, wait, expire, refund, dispute.

Everything that happens makes the events that Stripe would send. One lock keeps it whole.
"""

import copy
import itertools
import secrets
import threading
import time

from shop.tests.stripe.errors import invalid, no_such
from shop.tests.stripe.sessions import new_session

VERSION = "2026-10-28.endive"


class World:
    """Sessions, payments, refunds, disputes and events, in memory; `clock` gives seconds since 1970."""

    def __init__(self, clock=time.time):
        self.clock = clock
        self.lock = threading.RLock()
        self.base = "http://127.0.0.1"
        self.sessions: dict[str, dict] = {}
        self.payments: dict[str, dict] = {}
        self.refunds: dict[str, dict] = {}
        self.disputes: dict[str, dict] = {}
        self.events: list[dict] = []
        self._numbers = itertools.count(1)

    def now(self) -> int:
        return int(self.clock())

    def open_session(self, asked: dict, version: str = VERSION) -> dict:
        with self.lock:
            session = new_session(asked, now=self.now(), base=self.base, version=version)
            self.sessions[session["id"]] = session
            return told(session)

    def session(self, session_id: str) -> dict:
        with self.lock:
            self.tick()
            return told(self._session(session_id))

    def expire(self, session_id: str) -> dict:
        with self.lock:
            self.tick()
            session = self._session(session_id)
            if session["status"] != "open":
                words = f"Only open Checkout Sessions can be expired; it is {session['status']}."
                raise invalid(words)
            self._close(session)
            return told(session)

    def tick(self) -> None:
        """Closes the sessions whose time is over."""
        with self.lock:
            for session in self.sessions.values():
                if session["status"] == "open" and session["expires_at"] <= self.now():
                    self._close(session)

    def pay(self, session_id: str, *, later: bool = False) -> dict:
        """The shopper pays on the hosted page; `later`: the bank has yet to say."""
        with self.lock:
            self.tick()
            session = self._session(session_id)
            if session["status"] != "open":
                raise invalid("This session is closed.")
            payment = self._new_payment(session)
            session.update(status="complete", url=None, payment_intent=payment["id"])
            if not later:
                self._succeed(session, payment)
            self._happened("checkout.session.completed", session)
            return told(session)

    def decide(self, session_id: str, *, succeeds: bool) -> dict:
        """The bank says, later, whether the money comes."""
        with self.lock:
            session = self._session(session_id)
            payment = self.payments.get(session["payment_intent"] or "")
            if payment is None or payment["status"] != "processing":
                raise invalid("Nothing is waiting for a bank here.")
            if succeeds:
                self._succeed(session, payment)
                self._happened("checkout.session.async_payment_succeeded", session)
            else:
                payment["status"] = "requires_payment_method"
                self._happened("payment_intent.payment_failed", payment)
                self._happened("checkout.session.async_payment_failed", session)
            return told(session)

    def refund(self, asked: dict, *, waits: bool = False) -> dict:
        """Money back, in part or in full; `waits`: the bank has yet to say."""
        with self.lock:
            payment = self._payment(asked.get("payment_intent", ""))
            left = payment["amount"] - self._gone_back(payment)
            amount = int(asked.get("amount", left))
            if not left:
                raise invalid("The charge has already been refunded.", code="charge_already_refunded")
            if not 0 < amount <= left:
                words = f"Refund amount (₫{amount}) is greater than unrefunded amount on charge (₫{left})"
                raise invalid(words, param="amount")
            refund = self._new_refund(payment, amount, asked, "pending" if waits else "succeeded")
            self._happened("refund.created", refund)
            self._charge_refunded(payment)
            return told(refund)

    def decide_refund(self, refund_id: str, *, succeeds: bool) -> dict:
        """What the bank says about a refund, which may come back weeks after it succeeded."""
        with self.lock:
            refund = self.refunds.get(refund_id)
            if refund is None:
                raise no_such("refund", refund_id)
            refund["status"] = "succeeded" if succeeds else "failed"
            if not succeeds:
                refund["failure_reason"] = "lost_or_stolen_card"
            self._happened("refund.updated", refund)
            if not succeeds:
                self._happened("refund.failed", refund)
            return told(refund)

    def refunds_of(self, payment_id: str) -> list[dict]:
        with self.lock:
            found = [told(r) for r in self.refunds.values() if r["payment_intent"] == payment_id]
            return found[::-1]

    def dispute(self, payment_id: str, *, reason: str = "fraudulent") -> dict:
        """The cardholder's bank asks for the money back."""
        with self.lock:
            payment = self._payment(payment_id)
            dispute = {
                **self._thing("dispute", "du", payment),
                "amount": payment["amount"],
                "reason": reason,
                "status": "needs_response",
                "is_charge_refundable": False,
            }
            self.disputes[dispute["id"]] = dispute
            self._happened("charge.dispute.created", dispute)
            return told(dispute)

    def close_dispute(self, dispute_id: str, *, won: bool) -> dict:
        with self.lock:
            dispute = self.disputes.get(dispute_id)
            if dispute is None:
                raise no_such("dispute", dispute_id)
            dispute["status"] = "won" if won else "lost"
            self._happened("charge.dispute.closed", dispute)
            return told(dispute)

    def _session(self, session_id):
        if session_id not in self.sessions:
            raise no_such("checkout.session", session_id)
        return self.sessions[session_id]

    def _payment(self, payment_id):
        payment = self.payments.get(payment_id)
        if payment is None:
            raise no_such("payment_intent", payment_id)
        if payment["status"] != "succeeded":
            raise invalid("This PaymentIntent does not have a successful charge to refund.")
        return payment

    def _thing(self, kind, prefix, payment):
        return {
            "id": f"{prefix}_{secrets.token_hex(12)}",
            "object": kind,
            "payment_intent": payment["id"],
            "charge": payment["latest_charge"],
            "currency": payment["currency"],
            "created": self.now(),
            "livemode": False,
        }

    def _new_payment(self, session):
        payment = {
            "id": f"pi_{secrets.token_hex(12)}",
            "object": "payment_intent",
            "amount": session["amount_total"],
            "currency": session["currency"],
            "status": "processing",
            "latest_charge": f"ch_{secrets.token_hex(12)}",
            "created": self.now(),
            "metadata": session["_payment"].get("metadata", {}),
            "description": session["_payment"].get("description"),
            "livemode": False,
        }
        self.payments[payment["id"]] = payment
        self._happened("payment_intent.created", payment)
        return payment

    def _succeed(self, session, payment):
        payment["status"] = "succeeded"
        session["payment_status"] = "paid"
        self._happened("charge.succeeded", self._charge(payment))
        self._happened("payment_intent.succeeded", payment)

    def _new_refund(self, payment, amount, asked, status):
        refund = {
            **self._thing("refund", "re", payment),
            "amount": amount,
            "status": status,
            "reason": asked.get("reason"),
            "metadata": asked.get("metadata", {}),
        }
        self.refunds[refund["id"]] = refund
        return refund

    def _gone_back(self, payment):
        mine = (r for r in self.refunds.values() if r["payment_intent"] == payment["id"])
        return sum(refund["amount"] for refund in mine if refund["status"] not in {"failed", "canceled"})

    def _charge(self, payment):
        back = self._gone_back(payment)
        return {
            "id": payment["latest_charge"],
            "object": "charge",
            "payment_intent": payment["id"],
            "amount": payment["amount"],
            "amount_refunded": back,
            "refunded": back == payment["amount"],
            "currency": payment["currency"],
            "metadata": payment["metadata"],
            "created": payment["created"],
            "livemode": False,
        }

    def _charge_refunded(self, payment):
        self._happened("charge.refunded", self._charge(payment))

    def _close(self, session):
        session.update(status="expired", url=None)
        self._happened("checkout.session.expired", session)

    def _happened(self, kind, thing):
        self.events.append(
            {
                "id": f"evt_{secrets.token_hex(12)}",
                "object": "event",
                "api_version": VERSION,
                "created": self.now(),
                "type": kind,
                "livemode": False,
                "pending_webhooks": 1,
                "data": {"object": told(thing)},
                "request": {"id": f"req_{next(self._numbers)}", "idempotency_key": None},
            }
        )


def told(thing: dict) -> dict:
    """A thing as the API tells it: a copy, without what is the stand-in's own."""
    return copy.deepcopy({name: value for name, value in thing.items() if not name.startswith("_")})

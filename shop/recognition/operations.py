"""What is written about a point: recognised, supported, and either taken back; each in one step."""

from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.points.models import SalesPoint
from shop.recognition.exceptions import RecognitionRefused
from shop.recognition.models import CriteriaDecision, PointRecognition, PointSupport

#: How long a supported point has to run, where the grant does not say otherwise: the practice of Lào Cai.
#: No text of Điện Biên was found, so the office may write another day.
USUAL_MONTHS = 24


@dataclass(frozen=True)
class Decision:
    """What stands on a decision that recognises a point."""

    decision_number: str
    decided_date: date
    issuer: str
    criteria: CriteriaDecision


@dataclass(frozen=True)
class Grant:
    """Money from a budget, in whole đồng. `keep_until_date` may be left out: two years are usual."""

    budget_source: str
    amount: int
    granted_date: date
    keep_until_date: date | None = None


def recognise(*, point: SalesPoint, decision: Decision, by, now: datetime) -> PointRecognition:
    """Writes down that a decision recognises the point. Raises RecognitionRefused."""
    _refuse_future("decided_date", decision.decided_date, now)
    if decision.decided_date < decision.criteria.decided_date:
        message = _("%(criteria)s was decided on %(day)s; nothing was recognised under it before.")
        day = f"{decision.criteria.decided_date:%d/%m/%Y}"
        _refuse("decided_date", message % {"criteria": decision.criteria, "day": day})
    values = {
        **vars(decision),
        "decision_number": _text("decision_number", decision.decision_number),
        "issuer": _text("issuer", decision.issuer),
    }
    try:
        with transaction.atomic():
            return PointRecognition.objects.create(point=point, recorded_by=by, recorded_at=now, **values)
    except IntegrityError:
        if not PointRecognition.objects.filter(point=point, withdrawn_date=None).exists():
            raise
    message = _("This point is recognised already; withdraw that recognition first.")
    raise RecognitionRefused({"": message})


def grant_support(*, point: SalesPoint, grant: Grant, by, now: datetime) -> PointSupport:
    """Writes down that the point was given money. Raises RecognitionRefused."""
    _refuse_future("granted_date", grant.granted_date, now)
    if grant.amount <= 0:
        _refuse("amount", _("The amount is more than 0 ₫."))
    keep_until = grant.keep_until_date or grant.granted_date + relativedelta(months=USUAL_MONTHS)
    if keep_until <= grant.granted_date:
        _refuse("keep_until_date", _("It is kept for longer than the day of the grant."))
    return PointSupport.objects.create(
        point=point,
        budget_source=_text("budget_source", grant.budget_source),
        amount=grant.amount,
        granted_date=grant.granted_date,
        keep_until_date=keep_until,
        recorded_by=by,
        recorded_at=now,
    )


def withdraw(
    *, paper: PointRecognition | PointSupport, on: date, reason: str, by, now: datetime
) -> PointRecognition | PointSupport:
    """Takes a recognition or a support back from the day `on`. Raises RecognitionRefused."""
    _refuse_future("withdrawn_date", on, now)
    if on < getattr(paper, type(paper).objects.all().begins):
        _refuse("withdrawn_date", _("It cannot be withdrawn before it was granted."))
    # One condition in one statement: of two people, the second finds it withdrawn.
    standing = type(paper).objects.filter(pk=paper.pk, withdrawn_date=None)
    if not standing.update(
        withdrawn_date=on,
        withdrawal_reason=_text("reason", reason),
        withdrawal_recorded_by=by,
        withdrawal_recorded_at=now,
    ):
        _refuse("", _("This has been withdrawn already."))
    paper.refresh_from_db()
    return paper


def _text(field, typed):
    text = one_line(typed)
    if not text:
        _refuse(field, _("Fill this in."))
    return text


def _refuse_future(field, day, now):
    if day > timezone.localdate(now):
        _refuse(field, _("This day is still to come."))


def _refuse(field, message):
    raise RecognitionRefused({field: message})

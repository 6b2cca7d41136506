"""What is done to a product's certificates, each in one step, with a record of who did it and why.

A certificate is never rewritten: who is rated again gets a new one, and the old one stays as history.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.certification.exceptions import CertificateRefused
from catalog.certification.models import Certificate, CertificateEvent
from catalog.certification.requirements import refuse_unsound
from catalog.pictures.models import Picture
from catalog.products.models import Product
from catalog.text import one_line

Kind = CertificateEvent.Kind
LONGEST_REASON = 250


@dataclass(frozen=True)
class Paper:
    """What stands on a certificate. `ends_date` may be left out: the rules of the day of issue give it."""

    number: str
    stars: int
    issued_date: date
    issuer: str
    issuer_level: str
    score: Decimal | None = None
    decision_number: str = ""
    decision_date: date | None = None
    ends_date: date | None = None


def award(*, product: Product, paper: Paper, by, reason: str, now: datetime) -> Certificate:
    """Stars for a product that has none in force, or fewer than it has. Raises CertificateRefused."""

    def fits(last):
        if last and last.stars == paper.stars and _stands(last, now):
            _refuse("stars", _("It has these stars already; rate it again instead."))
        if last and last.stars < paper.stars and _stands(last, now):
            _refuse("stars", _("It has fewer stars now; raise them instead."))

    return _write(product, paper, fits, Kind.AWARDED, by, reason, now)


def rerate(*, product: Product, paper: Paper, by, reason: str, now: datetime) -> Certificate:
    """A new certificate with the same stars, before the last one ends or after. Raises CertificateRefused."""

    def fits(last):
        _refuse_without(last, paper)
        if paper.stars != last.stars:
            _refuse("stars", _("The last certificate has %(stars)s stars.") % {"stars": last.stars})

    return _write(product, paper, fits, Kind.RERATED, by, reason, now)


def raise_stars(*, product: Product, paper: Paper, by, reason: str, now: datetime) -> Certificate:
    """A new certificate with more stars than the last one. Raises CertificateRefused."""

    def fits(last):
        _refuse_without(last, paper)
        if paper.stars <= last.stars:
            message = _("The last certificate has %(stars)s stars already; more are needed for a raise.")
            _refuse("stars", message % {"stars": last.stars})

    return _write(product, paper, fits, Kind.RAISED, by, reason, now)


@transaction.atomic
def withdraw(*, certificate: Certificate, by, reason: str, at: datetime) -> Certificate:
    """Takes the stars away from the moment `at`. Raises CertificateRefused."""
    reason = _said(reason)
    if timezone.localdate(at) < certificate.issued_date:
        _refuse("", _("It is not issued yet."))
    # One condition in one statement: of two people, the second finds it withdrawn.
    standing = Certificate.objects.filter(pk=certificate.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=at, withdrawal_reason=reason):
        _refuse("", _("This certificate has been withdrawn already."))
    _record(certificate, Kind.WITHDRAWN, by, reason, at)
    certificate.refresh_from_db()
    return certificate


@transaction.atomic
def attach_scan(*, certificate: Certificate, scan: Picture, by, now: datetime) -> Certificate:
    """Puts a picture of the paper beside a certificate, in place of the one before."""
    Certificate.objects.filter(pk=certificate.pk).update(scan=scan)
    _record(certificate, Kind.SCANNED, by, "", now)
    certificate.refresh_from_db()
    return certificate


@transaction.atomic
def choose_when_lapsed(*, product: Product, choice: str, by, reason: str, now: datetime) -> None:
    """Decides what becomes of a product without a certificate in force. Raises CertificateRefused."""
    reason = _said(reason)
    last = _last(product)
    if last is None:
        _refuse("", _("This product has no certificate yet."))
    Product.objects.filter(pk=product.pk).update(when_lapsed=Product.WhenLapsed(choice), date_updated=now)
    label = Product.WhenLapsed(choice).label
    _record(last, Kind.LAPSE_CHOSEN, by, f"{label}: {reason}", now)


@transaction.atomic
def _write(product, paper, fits, kind, by, reason, now):
    reason = _said(reason)
    # Two people at one product take turns, so that what is checked here stays true until it is written.
    Product.objects.select_for_update(no_key=True, of=("self",)).get(pk=product.pk)
    paper = replace(paper, number=one_line(paper.number).upper())
    paper = replace(paper, ends_date=refuse_unsound(paper, today=timezone.localdate(now)))
    fits(_last(product))
    certificate = _created(product, paper)
    _record(certificate, kind, by, reason, now)
    return certificate


def _created(product, paper):
    try:
        with transaction.atomic():
            return Certificate.objects.create(product=product, **vars(paper))
    except IntegrityError:
        if not Certificate.objects.filter(number=paper.number).exists():
            raise
    raise CertificateRefused({"number": _("Another certificate has this number.")})


def _last(product):
    return product.certificates.latest_first().first()


def _stands(certificate, at):
    return Certificate.objects.in_force(at).filter(pk=certificate.pk).exists()


def _refuse_without(last, paper):
    if last is None or last.withdrawn_at:
        _refuse("", _("There is no certificate to go on from; award a new one instead."))
    if paper.issued_date < last.issued_date:
        message = _("The last certificate was issued on %(day)s; a newer one cannot be older.")
        _refuse("issued_date", message % {"day": f"{last.issued_date:%d/%m/%Y}"})


def _said(reason):
    reason = one_line(reason)
    if not reason:
        _refuse("reason", _("Say why, in a few words."))
    return reason[:LONGEST_REASON]


def _refuse(field, message):
    raise CertificateRefused({field: message})


def _record(certificate, kind, by, reason, now):
    CertificateEvent.objects.create(
        certificate=certificate, kind=kind, actor=by, reason=reason, happened_at=now
    )

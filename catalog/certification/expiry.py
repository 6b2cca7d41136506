"""Tells producers once that their certificates are about to end.

A notice is claimed, and the claim committed, before its e-mail leaves: of two commands at once only one gets
the row, and one that dies in between leaves a claim that the office sees, never a second e-mail.
"""

import logging
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.certification.models import Certificate, ExpiryNotice
from catalog.producers.models import Producer

#: Days before the end; a new rating takes about a season.
NOTICE_DAYS = 90
logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """What one run came to: e-mails that left, the certificates in them, and e-mails that failed."""

    emails: int = 0
    certificates: int = 0
    failed: int = 0


def due(at: datetime):
    """Certificates that somebody is to be told of: real ones, with an address, not told of yet."""
    ending = Certificate.objects.ending_within(NOTICE_DAYS, at).filter(is_sample=False, expiry_notice=None)
    return ending.exclude(product__producer=None).exclude(product__producer__email="")


def send_expiry_notices(*, now: datetime) -> Sent:
    """One e-mail to each producer with something due; a failed one is logged and not sent again by itself."""
    sent = Sent()
    for producer, certificates in _by_producer(now).items():
        claimed = _claim(producer, certificates, now)
        if not claimed:
            continue
        try:
            _message(producer, claimed).send()
        except Exception:
            # Whatever went wrong, the other producers are told.
            logger.exception("The notice to %s may not have left", producer.email)
            sent.failed += 1
            continue
        ExpiryNotice.objects.filter(certificate__in=claimed).update(sent_at=now)
        sent.emails += 1
        sent.certificates += len(claimed)
    return sent


def _by_producer(at) -> dict[Producer, list[Certificate]]:
    found = defaultdict(list)
    for certificate in due(at).select_related("product__producer").order_by("ends_date", "pk"):
        found[certificate.product.producer].append(certificate)
    return found


def _claim(producer, certificates, now) -> list[Certificate]:
    """Those that this run alone may tell of. Committed on return, so never to be called in a transaction."""
    claim = uuid.uuid4()
    with transaction.atomic(durable=True):
        ExpiryNotice.objects.bulk_create(
            (
                ExpiryNotice(certificate=one, email=producer.email, claim=claim, claimed_at=now)
                for one in certificates
            ),
            ignore_conflicts=True,
        )
    ours = Certificate.objects.filter(expiry_notice__claim=claim).select_related("product")
    return list(ours.order_by("ends_date", "pk"))


def _message(producer, certificates) -> EmailMultiAlternatives:
    """In Vietnamese, as text and as HTML."""
    context = {
        "producer": producer,
        "certificates": certificates,
        "base_url": settings.PUBLIC_URL.rstrip("/"),
    }
    with translation.override("vi"):
        day = f"{certificates[0].ends_date:%d/%m/%Y}"
        subject = _("OCOP certificates that end from %(day)s on") % {"day": day}
        text = render_to_string("certification/expiry_notice.txt", context)
        html = render_to_string("certification/expiry_notice.html", context)
    message = EmailMultiAlternatives(subject, text, to=[producer.email])
    message.attach_alternative(html, "text/html")
    return message

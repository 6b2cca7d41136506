"""When time alone changes what a product's certificates say."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from catalog.certification.models import Certificate


def next_change(certificates: Iterable[Certificate], at: datetime) -> datetime | None:
    """The next moment after `at` at which another of a product's certificates may speak; None if never."""
    moments = [each.withdrawn_at for each in certificates if each.withdrawn_at]
    for each in certificates:
        moments += [_start_of(each.issued_date), _start_of(each.ends_date + timedelta(days=1))]
    return min((moment for moment in moments if moment > at), default=None)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

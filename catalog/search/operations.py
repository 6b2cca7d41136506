"""Keeping what people looked for in vain, so that staff can add a synonym, a product, or an article."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F

from catalog.search.models import MissedQuery
from catalog.text import nfc

#: What may name a person: an address of e-mail, or digits enough for a telephone or an identity card.
_personal = re.compile(r"@|(\d[\s.-]?){6}")


@transaction.atomic
def note_missed(*, words: str, now: datetime) -> bool:
    """Counts a query that found nothing. False where it is not kept: it may name a person, or is a text."""
    words = " ".join(nfc(words).lower().split())
    if not words or len(words) > MissedQuery._meta.get_field("words").max_length or _personal.search(words):
        return False
    missed, is_new = MissedQuery.objects.get_or_create(
        words=words, defaults={"first_at": now, "last_at": now}
    )
    if is_new:
        _make_room()
    else:
        MissedQuery.objects.filter(pk=missed.pk).update(times=F("times") + 1, last_at=now)
    return True


def _make_room():
    kept = MissedQuery.objects.order_by("-times", "-last_at").values("pk")[: MissedQuery.MOST]
    if MissedQuery.objects.count() > MissedQuery.MOST:
        MissedQuery.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()

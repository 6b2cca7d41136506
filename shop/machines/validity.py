"""How a feed is known again without being made: what it is made from has a state, and that is its ETag.

Feeds are streamed, so no digest of their content could stand before it.
"""

from datetime import datetime
from hashlib import blake2b
from multiprocessing import current_process

from django.utils import timezone

from catalog.certification.models import Certificate
from shop.freshness import journal

#: The same in all workers of one server, and in no other: that may run other code, or have other fees.
_SERVER = bytes(current_process().authkey)


def etag(at: datetime) -> str:
    """The ETag of any feed at the moment `at`; two queries.

    It changes with all that the journal notes, and with what time alone does to goods: certificates begin
    and end with a day, and are withdrawn at the minute that the office has set.
    """
    withdrawn = Certificate.objects.filter(withdrawn_at__lte=at).count()
    state = (_SERVER, *journal.state(), timezone.localdate(at), withdrawn)
    return f'"{blake2b(repr(state).encode(), digest_size=16).hexdigest()}"'

"""Reading the journal from where one stopped, so that nothing is missed whatever order commits come in.

PostgreSQL: a row carries its transaction's number; all numbers below the oldest transaction still running are
decided, so reading goes on from there, and rows beyond it that were seen already are passed over. SQLite has
one writer at a time, so rows come in order.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Max

from shop.freshness.models import Change

#: Rows kept when the journal is pruned. A reader further behind looks at everything anew.
KEPT = 10_000
_HORIZON = {
    "sqlite": "(SELECT COALESCE(MAX(sequence), 0) + 1 FROM freshness_change)",
    "postgresql": "pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
}
_EVERYTHING = (Change.Kind.EVERYTHING.value, 0)


@dataclass(frozen=True)
class Position:
    """All below `floor` has been read, and of what stands above it the rows `seen`."""

    floor: int = 0
    seen: frozenset[int] = frozenset()


def changes_since(position: Position) -> tuple[Position, set[tuple[str, int]]]:
    """Where the journal ends now, and what has changed since `position` as (kind, key), in one query.

    A position that this database cannot have given (it was restored from a backup) has missed everything.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT horizon.at, entry.id, entry.sequence, entry.kind, entry.key
            FROM (SELECT {_HORIZON[connection.vendor]} AS at) horizon
            LEFT JOIN freshness_change entry ON entry.sequence >= %s""",  # noqa: S608 - constants
            [position.floor],
        )
        rows = cursor.fetchall()
    horizon = rows[0][0]
    entries = [row[1:] for row in rows if row[1] is not None]
    changes = {(kind, key) for id_, _, kind, key in entries if id_ not in position.seen}
    if position.floor > horizon:
        changes.add(_EVERYTHING)
    return Position(horizon, frozenset(id_ for id_, at, *_ in entries if at >= horizon)), changes


def state() -> tuple[int, int]:
    """Two numbers that are never the same again after a change, the same for every process; one query.

    The newest row alone would not do: on PostgreSQL an older one may still come in.
    """
    return tuple(Change.objects.aggregate(newest=Max("pk", default=0), rows=Count("pk")).values())


@transaction.atomic
def prune() -> int:
    """Takes away all but the newest rows, leaving word for readers further behind; how many it took."""
    newest = Change.objects.order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
    old = Change.objects.filter(pk__lte=next(iter(newest), 0))
    last = old.aggregate(last=Max("sequence"))["last"]
    if last is None:
        return 0
    taken, _ = old.delete()
    Change.objects.create(kind=Change.Kind.EVERYTHING, sequence=last)
    return taken

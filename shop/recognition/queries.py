"""What pages ask about the recognition of points."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, OuterRef, Subquery

from shop.points.models import SalesPoint
from shop.recognition.models import Inspection, PointRecognition, PointSupport


def recognition_on(*, point: SalesPoint, day: date) -> PointRecognition | None:
    """The decision by which a point is recognised on that day, for its public page; one query."""
    return recognitions_on(points=[point], day=day).get(point.pk)


def recognitions_on(*, points: Iterable[SalesPoint], day: date) -> dict[int, PointRecognition]:
    """By the id of the point, the decision by which it is recognised on that day; one query."""
    standing = PointRecognition.objects.standing(day).filter(point__in=[point.pk for point in points])
    # Two may stand on a day in the past: the one decided last counts.
    newest_last = standing.select_related("criteria").order_by("decided_date", "pk")
    return {recognition.point_id: recognition for recognition in newest_last}


def obligations_on(*, points: Iterable[SalesPoint], day: date) -> dict[int, date]:
    """By the id of the point, the last day until which it has to run for its supports; one query."""
    binding = PointSupport.objects.binding(day).filter(point__in=[point.pk for point in points])
    return dict(binding.order_by().values_list("point").annotate(last=Max("keep_until_date")))


def latest_inspections(*, points: Iterable[SalesPoint]) -> dict[int, Inspection]:
    """By the id of the point, its last finished inspection with its score; one query."""
    latest = Inspection.objects.finished().filter(point=OuterRef("point")).order_by("-visited_at", "-pk")
    wanted = Inspection.objects.filter(
        point__in=[point.pk for point in points], pk=Subquery(latest.values("pk")[:1])
    )
    return {inspection.point_id: inspection for inspection in wanted.with_score()}

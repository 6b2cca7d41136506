"""What pages ask about the recognition of points."""

from collections.abc import Iterable
from datetime import date

from shop.points.models import SalesPoint
from shop.recognition.models import PointRecognition


def recognition_on(*, point: SalesPoint, day: date) -> PointRecognition | None:
    """The decision by which a point is recognised on that day, for its public page; one query."""
    return recognitions_on(points=[point], day=day).get(point.pk)


def recognitions_on(*, points: Iterable[SalesPoint], day: date) -> dict[int, PointRecognition]:
    """By the id of the point, the decision by which it is recognised on that day; one query."""
    standing = PointRecognition.objects.standing(day).filter(point__in=[point.pk for point in points])
    # Two may stand on a day in the past: the one decided last counts.
    newest_last = standing.select_related("criteria").order_by("decided_date", "pk")
    return {recognition.point_id: recognition for recognition in newest_last}

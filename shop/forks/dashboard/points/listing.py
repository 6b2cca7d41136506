"""The office's list of sales points: by status, kind, commune and recognition, and by words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.places.models import Commune
from catalog.text import having_words
from shop.points.models import SalesPoint
from shop.recognition.models import PointRecognition, PointSupport
from shop.recognition.queries import latest_inspections, obligations_on, recognitions_on

RECOGNITION = {
    "yes": _("recognised"),
    "no": _("not recognised"),
    "withdrawn": _("recognition withdrawn"),
    "keep": _("to be kept"),
}
SEARCHED = ("name", "slug", "address_line", "village", "operator_name", "phone", "commune__name")


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value that nothing has is left out."""

    words: str = ""
    status: str = ""
    kind: str = ""
    commune: str = ""
    recognition: str = ""
    communes: list[Commune] = field(default_factory=list)

    @classmethod
    def read(cls, params: Mapping[str, str]) -> "Asked":
        """From `q`, `status`, `kind`, `commune`, `recognition`; in one query, for the communes to choose."""
        communes = list(Commune.objects.order_by("name"))
        allowed = {
            "status": SalesPoint.Status.values,
            "kind": SalesPoint.Kind.values,
            "commune": [commune.pk for commune in communes],
            "recognition": RECOGNITION,
        }
        chosen = {name: params.get(name, "") for name in allowed}
        known = {name: value for name, value in chosen.items() if value in allowed[name]}
        return cls(words=params.get("q", "")[:100], communes=communes, **known)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.words or self.status or self.kind or self.commune or self.recognition)

    def points(self, day: date) -> QuerySet[SalesPoint]:
        """The points that fit, by name."""
        wanted = {"status": self.status, "kind": self.kind, "commune_id": self.commune}
        points = SalesPoint.objects.filter(**{name: value for name, value in wanted.items() if value})
        points = _by_recognition(points, self.recognition, day)
        return with_words(points.select_related("commune").order_by("name"), self.words)

    def choices(self) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
        """The filters: name, label, and (value, words, chosen) of each choice."""
        offered = [
            ("status", _("Status"), SalesPoint.Status.choices),
            ("kind", _("Kind"), SalesPoint.Kind.choices),
            ("commune", _("Commune"), [(commune.pk, commune.name) for commune in self.communes]),
            ("recognition", _("Recognition"), RECOGNITION.items()),
        ]
        return [
            (name, label, [(value, words, value == getattr(self, name)) for value, words in options])
            for name, label, options in offered
        ]


def _by_recognition(points, wanted, day):
    standing = PointRecognition.objects.standing(day).values("point")
    if wanted == "yes":
        return points.filter(pk__in=standing)
    if wanted == "no":
        return points.exclude(pk__in=standing)
    if wanted == "withdrawn":
        withdrawn = PointRecognition.objects.withdrawn().values("point")
        return points.filter(pk__in=withdrawn).exclude(pk__in=standing)
    if wanted == "keep":
        return points.filter(pk__in=PointSupport.objects.binding(day).values("point"))
    return points


def with_words(points: QuerySet[SalesPoint], typed: str) -> QuerySet[SalesPoint]:
    """Those whose name, address, commune, operator or phone has all the words, marks or not."""
    return having_words(points, typed, *SEARCHED)


def tell_what_is_known(points: Iterable[SalesPoint], day: date) -> None:
    """Puts recognition, last day to be kept and last inspection beside each point; three queries."""
    points = list(points)
    recognised = recognitions_on(points=points, day=day)
    kept, inspected = obligations_on(points=points, day=day), latest_inspections(points=points)
    for point in points:
        point.recognition = recognised.get(point.pk)
        point.keep_until = kept.get(point.pk)
        point.last_inspection = inspected.get(point.pk)

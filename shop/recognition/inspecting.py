"""An inspection from its beginning to its end: begun, filled in by one phone or several, finished once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.pictures.closed import made_small
from catalog.text import nfc, one_line
from shop.points.models import SalesPoint
from shop.recognition.exceptions import ChangedMeanwhile, RecognitionRefused
from shop.recognition.models import Answer, CriteriaSet, Criterion, Inspection, Photograph

Verdict = Inspection.Verdict
#: Of one inspection: enough for every corner, and no disk is filled by one visit.
MOST_PHOTOGRAPHS = 40


@dataclass(frozen=True)
class Visit:
    """When it was, who went, and whether the point knew of it before."""

    visited_at: datetime
    inspectors: str
    is_announced: bool = False


@dataclass(frozen=True)
class Finding:
    """What was found for a criterion; a draft may leave the verdict open."""

    verdict: str = ""
    note: str = ""


def begin(*, point: SalesPoint, visit: Visit, by, now: datetime) -> Inspection:
    """A draft with the list of criteria of the day of the visit. Raises RecognitionRefused."""
    if visit.visited_at > now:
        _refuse("visited_at", _("This moment is still to come."))
    inspectors = one_line(visit.inspectors)
    if not inspectors:
        _refuse("inspectors", _("Fill this in."))
    criteria = CriteriaSet.objects.on(timezone.localdate(visit.visited_at))
    if criteria is None:
        _refuse("visited_at", _("There was no list of criteria on that day."))
    return Inspection.objects.create(
        point=point,
        criteria=criteria,
        is_announced=visit.is_announced,
        visited_at=visit.visited_at,
        inspectors=inspectors,
        begun_by=by,
        begun_at=now,
    )


@transaction.atomic
def fill_in(
    *, inspection: Inspection, seen: int, findings: Mapping[int, Finding], remarks: str = ""
) -> Inspection:
    """Keeps what was found, by the id of the criterion, in a draft whose version `seen` was read.

    Raises RecognitionRefused, and ChangedMeanwhile where somebody else has saved since.
    """
    strange = set(findings) - set(inspection.criteria.criteria.values_list("pk", flat=True))
    if strange:
        raise ValueError(f"criteria {sorted(strange)} are not in {inspection.criteria}")
    _take_turn(inspection, version=seen, remarks=nfc(remarks).strip())
    for criterion, finding in findings.items():
        Answer.objects.update_or_create(
            inspection=inspection,
            criterion_id=criterion,
            defaults={"verdict": finding.verdict, "note": nfc(finding.note).strip()},
        )
    inspection.refresh_from_db()
    return inspection


@transaction.atomic
def finish(*, inspection: Inspection, by, now: datetime) -> Inspection:
    """Closes the inspection; from now on it counts and stays as it is. Raises RecognitionRefused."""
    _take_turn(inspection)
    answers = {answer.criterion_id: answer for answer in inspection.answers.all()}
    errors = {}
    for criterion in inspection.criteria.criteria.all():
        answer = answers.get(criterion.pk)
        if answer is None or not answer.verdict:
            errors[f"verdict-{criterion.pk}"] = _("Say whether this is met.")
        elif answer.verdict == Verdict.NOT_MET and not answer.note:
            errors[f"note-{criterion.pk}"] = _("Say what is missing.")
    if errors:
        raise RecognitionRefused(errors)
    Inspection.objects.filter(pk=inspection.pk).update(finished_at=now, finished_by=by)
    inspection.refresh_from_db()
    return inspection


def discard(*, inspection: Inspection) -> None:
    """Throws a draft away, with its photographs. Raises RecognitionRefused."""
    with transaction.atomic():
        _take_turn(inspection)
        for photograph in inspection.photographs.all():
            _forget(photograph)
        Inspection.objects.filter(pk=inspection.pk).delete()


def add_photograph(
    *, inspection: Inspection, file, criterion: Criterion | None = None, now: datetime
) -> Photograph:
    """Adds a photograph to a draft; one that is there already stays one.

    Raises RecognitionRefused, and NoPicture for what is none.
    """
    small = made_small(file)
    with transaction.atomic():
        _take_turn(inspection)
        there = inspection.photographs.filter(digest=small.digest).first()
        if there:
            return there
        if inspection.photographs.count() >= MOST_PHOTOGRAPHS:
            message = _("An inspection has %(most)s photographs at most.")
            _refuse("photographs", message % {"most": MOST_PHOTOGRAPHS})
        return Photograph.objects.create(
            inspection=inspection,
            criterion=criterion,
            file=small.file,
            digest=small.digest,
            width=small.width,
            height=small.height,
            taken_in_at=now,
        )


def remove_photograph(*, photograph: Photograph) -> None:
    """Takes a photograph out of a draft. Raises RecognitionRefused."""
    with transaction.atomic():
        _take_turn(photograph.inspection)
        _forget(photograph)


def _forget(photograph):
    photograph.delete()
    transaction.on_commit(partial(photograph.file.storage.delete, photograph.file.name))


def _take_turn(inspection, *, version=None, **values):
    """Writes the draft's row first, so that others wait; a saving moves its version.

    Raises RecognitionRefused where it is finished or gone, and ChangedMeanwhile for another version.
    """
    draft = Inspection.objects.filter(pk=inspection.pk, finished_at=None)
    if version is None:
        is_ours = draft.update(finished_at=None)
    else:
        is_ours = draft.filter(version=version).update(version=F("version") + 1, **values)
    if is_ours:
        return
    if version is not None and draft.exists():
        message = _("Somebody else has saved this inspection meanwhile. Look again, then save once more.")
        raise ChangedMeanwhile({"": message})
    _refuse("", _("This inspection is finished and stays as it is."))


def _refuse(field, message):
    raise RecognitionRefused({field: message})

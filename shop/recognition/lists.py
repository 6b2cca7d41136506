"""New versions of what points are judged by: a decision of the ministry, and the inspectors' list."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.recognition.exceptions import RecognitionRefused
from shop.recognition.models import CriteriaDecision, CriteriaSet, Criterion


@dataclass(frozen=True)
class Question:
    """What inspectors look at, and under which heading it stands."""

    group: str
    text: str


def write_decision(
    *, number: str, decided_date: date, until_date: date | None = None, sources: str = ""
) -> CriteriaDecision:
    """Writes down a decision of the ministry, once. Raises RecognitionRefused."""
    number = one_line(number)
    if not number:
        raise RecognitionRefused({"number": _("Fill this in.")})
    if until_date and until_date < decided_date:
        raise RecognitionRefused({"until_date": _("The last day lies before the first one.")})
    values = {"decided_date": decided_date, "until_date": until_date, "sources": sources}
    decision, is_new = CriteriaDecision.objects.get_or_create(number=number, defaults=values)
    if not is_new:
        raise RecognitionRefused({"number": _("This decision is written down already.")})
    return decision


def write_list(
    *,
    name: str,
    decision: CriteriaDecision,
    from_date: date,
    questions: list[Question],
    is_working_list: bool = True,
    sources: str = "",
) -> CriteriaSet:
    """A new version of the list, which counts for visits from its day on. Raises RecognitionRefused."""
    if not questions:
        raise RecognitionRefused({"questions": _("A list asks something.")})
    values = {"is_working_list": is_working_list, "sources": sources}
    try:
        with transaction.atomic():
            criteria = CriteriaSet.objects.create(name=name, decision=decision, from_date=from_date, **values)
            Criterion.objects.bulk_create(
                Criterion(criteria=criteria, position=position, group=question.group, text=question.text)
                for position, question in enumerate(questions, start=1)
            )
    except IntegrityError:
        if not CriteriaSet.objects.filter(from_date=from_date).exists():
            raise
    else:
        return criteria
    raise RecognitionRefused({"from_date": _("Another list is in use from this day.")})

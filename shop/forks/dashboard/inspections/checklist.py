"""The list of criteria as a form for a phone: three large answers, a note, a camera, for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from catalog.pictures.forms import CameraField
from catalog.text_fields import WrittenField
from shop.recognition.inspecting import Finding
from shop.recognition.models import Answer, Criterion, Inspection, Photograph

#: A photograph of nothing in particular.
GENERAL = 0
LONGEST_NOTE = Answer._meta.get_field("note").max_length
LONGEST_REMARKS = 2_000
HIGHEST_VERSION = 2_147_483_647


@dataclass(frozen=True)
class Place:
    """A criterion's place in the list. `group` is said where it begins."""

    criterion: Criterion
    group: str
    photographs: list[Photograph]


def places_of(inspection: Inspection) -> list[Place]:
    """The criteria of an inspection in their order, with the photographs of each; in two queries."""
    taken, places, group = list(inspection.photographs.all()), [], ""
    for criterion in inspection.criteria.criteria.all():
        own = [one for one in taken if one.criterion_id == criterion.pk]
        places.append(Place(criterion, criterion.group if criterion.group != group else "", own))
        group = criterion.group
    return places


def findings_of(inspection: Inspection) -> list[tuple[Place, Answer | None]]:
    """The same with what was answered, to read."""
    answers = {answer.criterion_id: answer for answer in inspection.answers.all()}
    return [(place, answers.get(place.criterion.pk)) for place in places_of(inspection)]


class ChecklistForm(forms.Form):
    """All criteria of an inspection; what was answered before is there."""

    seen = forms.IntegerField(min_value=0, max_value=HIGHEST_VERSION, widget=forms.HiddenInput)
    remarks = WrittenField(
        label=_("Remarks"),
        max_length=LONGEST_REMARKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "no-widget-init"}),
    )

    def __init__(self, *args, inspection: Inspection, **kwargs):
        self.inspection = inspection
        self.places = places_of(inspection)
        self.criteria = [place.criterion for place in self.places]
        super().__init__(*args, initial=self._answered(), **kwargs)
        for criterion in self.criteria:
            self.fields |= self._fields_of(criterion)
        self.fields[f"photograph-{GENERAL}"] = CameraField()

    def _answered(self):
        known = {"seen": self.inspection.version, "remarks": self.inspection.remarks}
        for answer in self.inspection.answers.all():
            known[f"verdict-{answer.criterion_id}"] = answer.verdict
            known[f"note-{answer.criterion_id}"] = answer.note
        return known

    def _fields_of(self, criterion):
        verdict = forms.ChoiceField(
            label=_("Result"), choices=Inspection.Verdict.choices, required=False, widget=forms.RadioSelect
        )
        rows = forms.Textarea(attrs={"rows": 2, "class": "no-widget-init"})
        note = WrittenField(label=_("Note"), max_length=LONGEST_NOTE, required=False, widget=rows)
        return {
            f"verdict-{criterion.pk}": verdict,
            f"note-{criterion.pk}": note,
            f"photograph-{criterion.pk}": CameraField(),
        }

    def rows(self) -> Iterator[tuple[Place, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The criteria in their order, each with the fields of verdict, note and photograph."""
        for place in self.places:
            key = place.criterion.pk
            yield place, self[f"verdict-{key}"], self[f"note-{key}"], self[f"photograph-{key}"]

    @property
    def general_photograph(self) -> forms.BoundField:
        """For what belongs to no criterion."""
        return self[f"photograph-{GENERAL}"]

    @property
    def has_sound_answers(self) -> bool:
        """Whether all but the photographs can be kept."""
        return all(name.startswith("photograph-") for name in self.errors)

    @property
    def findings(self) -> dict[int, Finding]:
        """What was answered, by the id of the criterion."""
        told = self.cleaned_data
        return {
            one.pk: Finding(told[f"verdict-{one.pk}"], told[f"note-{one.pk}"].strip())
            for one in self.criteria
        }

    def sound_photographs(self) -> Iterator[tuple[Criterion | None, UploadedFile]]:
        """The photographs that can be kept, with what each shows, even where another cannot."""
        for criterion in (*self.criteria, None):
            file = self.cleaned_data.get(f"photograph-{criterion.pk if criterion else GENERAL}")
            if file:
                yield criterion, file

    def refuse(self, errors: dict[str, str]) -> None:
        """Takes over what an operation said; what is about no field here stands above all of them."""
        for field, words in errors.items():
            self.add_error(field if field in self.fields else None, words)

    def now_saved_as(self, version: int) -> None:
        """The version that the page shows from now on, though the rest of it stays as it was typed."""
        self.data = self.data.copy()
        self.data["seen"] = str(version)

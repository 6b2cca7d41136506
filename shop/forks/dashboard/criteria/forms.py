"""What the office writes of a decision on criteria, and of a new list of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import OneLineField, WrittenField
from shop.forks.dashboard.recognition.forms import RefusableForm, day_field
from shop.recognition.lists import Question
from shop.recognition.models import CriteriaDecision, CriteriaSet, Criterion

#: More than a visit can look at, and a text that no field refuses.
MOST_QUESTIONS, LONGEST_SOURCES = 60, 4_000
LONGEST_GROUP, LONGEST_TEXT = (Criterion._meta.get_field(name).max_length for name in ("group", "text"))
BAR = "|"


def _lines(rows):
    return forms.Textarea(attrs={"rows": rows, "class": "no-widget-init"})


def in_lines(criteria: CriteriaSet) -> str:
    """The questions as the field shows them: `group | question`, one a line."""
    return "\n".join(f"{one.group} {BAR} {one.text}" for one in criteria.criteria.all())


class QuestionsField(WrittenField):
    """One question a line, its group before a bar; a line without a bar stays in the group above."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=MOST_QUESTIONS * (LONGEST_GROUP + LONGEST_TEXT), widget=_lines(14), **kwargs
        )

    def clean(self, value):
        """The questions. Raises ValidationError with the line that is wrong."""
        questions, group = [], ""
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        for number, line in enumerate(filter(None, lines), start=1):
            before, bar, after = line.partition(BAR)
            group, text = (before.strip(), after.strip()) if bar else (group, line)
            if not text or len(text) > LONGEST_TEXT or len(group) > LONGEST_GROUP:
                words = _("Line %(number)s: a group has %(group)s letters at most, a question 1 to %(text)s.")
                params = {"number": number, "group": LONGEST_GROUP, "text": LONGEST_TEXT}
                raise forms.ValidationError(words, params=params)
            questions.append(Question(group, text))
        if len(questions) > MOST_QUESTIONS:
            raise forms.ValidationError(
                _("A list has %(most)s questions at most."), params={"most": MOST_QUESTIONS}
            )
        return questions


class ListForm(RefusableForm):
    """A new version of the list."""

    name = OneLineField(label=_("Name"), max_length=CriteriaSet._meta.get_field("name").max_length)
    decision = forms.ModelChoiceField(
        label=_("Decision that it follows"), queryset=CriteriaDecision.objects.all(), empty_label=None
    )
    from_date = day_field(_("In use from"), help_text=_("Visits from this day on are judged by it."))
    questions = QuestionsField(
        label=_("Questions"),
        help_text=_("One a line, the group before a bar: Sign | It has a sign that can be read."),
    )
    is_working_list = forms.BooleanField(
        label=_("The words are the office's own, not those of the decision"), required=False
    )
    sources = WrittenField(label=_("Sources"), max_length=LONGEST_SOURCES, required=False, widget=_lines(3))


class DecisionForm(RefusableForm):
    """A decision of the ministry."""

    number = OneLineField(
        label=_("Decision number"), max_length=CriteriaDecision._meta.get_field("number").max_length
    )
    decided_date = day_field(_("Decision date"))
    until_date = day_field(_("Last day in force"), required=False, help_text=_("Empty while it stands."))
    sources = WrittenField(label=_("Sources"), max_length=LONGEST_SOURCES, required=False, widget=_lines(3))

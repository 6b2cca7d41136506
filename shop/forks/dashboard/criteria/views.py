"""The office's pages of criteria."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from shop.forks.dashboard import views as dashboard
from shop.forks.dashboard.criteria.forms import DecisionForm, ListForm, in_lines
from shop.recognition.exceptions import RecognitionRefused
from shop.recognition.lists import write_decision, write_list
from shop.recognition.models import CriteriaDecision, CriteriaSet


class CriteriaListView(TemplateView):
    """Every version that there was, the last one first, and the decisions."""

    template_name = "oscar/dashboard/criteria/criteria_list.html"

    def get_context_data(self, **kwargs):
        lists = CriteriaSet.objects.select_related("decision").prefetch_related("criteria")
        return super().get_context_data(lists=lists, decisions=CriteriaDecision.objects.all(), **kwargs)


class NewView(dashboard.StepView):
    """A form, an operation, and back to the list."""

    template_name = "oscar/dashboard/criteria/new.html"
    refusal = RecognitionRefused
    success_url = reverse_lazy("dashboard:criteria-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)

    def act(self, form, *, by, now):
        self.write(**form.cleaned_data)


class NewListView(NewView):
    """A new version, made of the last one."""

    form_class = ListForm
    title = gettext_lazy("A new list of criteria")
    done = gettext_lazy("The list is written.")
    write = staticmethod(write_list)

    def get_initial(self):
        today = timezone.localdate()
        last = CriteriaSet.objects.select_related("decision").first()
        if last is None:
            return {"from_date": today, "is_working_list": True}
        return {
            "decision": last.decision,
            "from_date": today,
            "questions": in_lines(last),
            "is_working_list": last.is_working_list,
        }


class NewDecisionView(NewView):
    """A decision of the ministry that has come since."""

    form_class = DecisionForm
    title = gettext_lazy("A new decision on criteria")
    done = gettext_lazy("The decision is written.")
    write = staticmethod(write_decision)

"""The office's pages of recognition: each step is one operation, its refusals said beside the fields."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from shop.forks.dashboard import views as dashboard
from shop.forks.dashboard.recognition.forms import (
    RecognitionForm,
    SupportForm,
    WithdrawForm,
)
from shop.forks.dashboard.recognition.overview import FIRST_TAB, SOON_DAYS, TABS, of_tab
from shop.points.models import SalesPoint
from shop.recognition import operations
from shop.recognition.exceptions import RecognitionRefused
from shop.recognition.models import PointRecognition, PointSupport

ROWS = 50


class RecognitionListView(TemplateView):
    """What is to be kept until when, who is recognised, what was withdrawn, what is not finished."""

    template_name = "oscar/dashboard/recognition/recognition_list.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        tab = self.request.GET.get("tab", FIRST_TAB)
        tab = tab if tab in TABS else FIRST_TAB
        page = Paginator(of_tab(tab, today), ROWS).get_page(self.request.GET.get("page"))
        for row in page:
            if tab == "keep":
                row.days_left = (row.keep_until_date - today).days
                row.ends_soon = row.days_left <= SOON_DAYS
        return super().get_context_data(
            tabs=[(name, label, of_tab(name, today).count()) for name, label in TABS.items()],
            tab=tab,
            page_obj=page,
            paginator=page.paginator,
            **kwargs,
        )


class StepView(dashboard.StepView):
    """One step at one point: a form, an operation, and back to the point."""

    template_name = "oscar/dashboard/recognition/step.html"
    refusal = RecognitionRefused
    lead = ""

    @cached_property
    def point(self):
        """The point of the address."""
        return get_object_or_404(SalesPoint, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        words = {"point": self.point, "title": self.title, "lead": self.lead}
        return super().get_context_data(**{**words, **kwargs})

    def get_success_url(self):
        return reverse("dashboard:point-detail", kwargs={"pk": self.point.pk})


class RecogniseView(StepView):
    """A decision that recognises the point."""

    form_class = RecognitionForm
    title = gettext_lazy("Write down a recognition")
    done = gettext_lazy("The recognition is written.")

    def get_initial(self):
        """Who issued the last one most likely issues the next."""
        last = PointRecognition.objects.first()
        return {"issuer": last.issuer} if last else {}

    def act(self, form, *, by, now):
        operations.recognise(point=self.point, decision=form.decision, by=by, now=now)


class SupportView(StepView):
    """Money that the point was given."""

    form_class = SupportForm
    title = gettext_lazy("Write down a support")
    done = gettext_lazy("The support is written.")

    def act(self, form, *, by, now):
        operations.grant_support(point=self.point, grant=form.grant, by=by, now=now)


class WithdrawView(StepView):
    """Takes a grant back; `model` is of which kind."""

    form_class = WithdrawForm

    @cached_property
    def paper(self):
        """The grant of the address."""
        return get_object_or_404(self.model.objects.select_related("point"), pk=self.kwargs["pk"])

    @property
    def point(self):
        return self.paper.point

    def get_initial(self):
        return {"withdrawn_date": timezone.localdate()}

    def act(self, form, *, by, now):
        day, reason = form.cleaned_data["withdrawn_date"], form.cleaned_data["reason"]
        operations.withdraw(paper=self.paper, on=day, reason=reason, by=by, now=now)


class WithdrawRecognitionView(WithdrawView):
    """The point is recognised no more."""

    model = PointRecognition
    title = gettext_lazy("Withdraw the recognition")
    done = gettext_lazy("The recognition is withdrawn.")

    @property
    def lead(self):
        """Which decision it is."""
        words = _("Decision %(number)s of %(day)s, %(issuer)s")
        day = f"{self.paper.decided_date:%d/%m/%Y}"
        return words % {"number": self.paper.decision_number, "day": day, "issuer": self.paper.issuer}


class WithdrawSupportView(WithdrawView):
    """The money is taken back, and with it the duty to run."""

    model = PointSupport
    title = gettext_lazy("Withdraw the support")
    done = gettext_lazy("The support is withdrawn.")

    @property
    def lead(self):
        """Which money it is."""
        return f"{self.paper.budget_source}, {self.paper.granted_date:%d/%m/%Y}"

"""The office's pages of recognition: each step is one operation, its refusals said beside the fields."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from shop.forks.dashboard.recognition.checklist import ChecklistForm, findings_of
from shop.forks.dashboard.recognition.forms import (
    RecognitionForm,
    RefusableForm,
    SupportForm,
    VisitForm,
    WithdrawForm,
)
from shop.forks.dashboard.recognition.overview import FIRST_TAB, SOON_DAYS, TABS, of_tab
from shop.points.models import SalesPoint
from shop.recognition import inspecting, operations
from shop.recognition.exceptions import ChangedMeanwhile, RecognitionRefused
from shop.recognition.models import Inspection, Photograph, PointRecognition, PointSupport

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


class StepView(FormView):
    """One step at one point: a form, an operation, and back to the point."""

    template_name = "oscar/dashboard/recognition/step.html"
    title = done = lead = ""

    @cached_property
    def point(self):
        """The point of the address."""
        return get_object_or_404(SalesPoint, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        words = {"point": self.point, "title": self.title, "lead": self.lead}
        return super().get_context_data(**{**words, **kwargs})

    def get_success_url(self):
        return reverse("dashboard:point-detail", kwargs={"pk": self.point.pk})

    def form_valid(self, form):
        """Onwards, or the form again with the reasons."""
        try:
            with transaction.atomic():
                self.act(form, by=self.request.user, now=timezone.now())
        except RecognitionRefused as refusal:
            form.refuse(refusal.errors)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def act(self, form, *, by, now):
        """The operation. Raises RecognitionRefused."""
        raise NotImplementedError


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


class BeginView(StepView):
    """A visit begins: who, when, announced or not."""

    form_class = VisitForm
    title = gettext_lazy("Begin an inspection")
    done = gettext_lazy("The inspection has begun. Save as often as you like; it counts once it is finished.")

    def get_initial(self):
        user = self.request.user
        return {"visited_at": timezone.now(), "inspectors": user.get_full_name() or user.email}

    def act(self, form, *, by, now):
        self.begun = inspecting.begin(point=self.point, visit=form.visit, by=by, now=now)

    def get_success_url(self):
        return reverse("dashboard:inspection-fill-in", kwargs={"pk": self.begun.pk})


class OfInspection:
    """What pages of one inspection share."""

    @cached_property
    def inspection(self):
        """The inspection of the address, with its score."""
        found = Inspection.objects.with_score().select_related("point", "criteria__decision", "finished_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def point(self):
        """Where it is."""
        return self.inspection.point

    def get_context_data(self, **kwargs):
        whole = [one for one in self.inspection.photographs.all() if one.criterion_id is None]
        named = {"inspection": self.inspection, "point": self.point, "photographs": whole}
        return super().get_context_data(**named, **kwargs)


class InspectionView(OfInspection, TemplateView):
    """What was found, to read."""

    template_name = "oscar/dashboard/recognition/inspection.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=findings_of(self.inspection), **kwargs)


class FillInView(OfInspection, FormView):
    """The checklist. What can be kept is kept, even where something else is refused."""

    template_name = "oscar/dashboard/recognition/checklist.html"
    form_class = ChecklistForm

    def dispatch(self, request, *args, **kwargs):
        if request.method == "GET" and self.inspection.is_finished:
            return redirect("dashboard:inspection-detail", pk=self.inspection.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {"data": kwargs.get("data"), "files": kwargs.get("files"), "inspection": self.inspection}

    def post(self, request, *args, **kwargs):
        """Keeps what can be kept; then onwards, or the form again with the reasons."""
        form = self.get_form()
        form.full_clean()
        now = timezone.now()
        try:
            self._keep(form, now)
            if not form.errors and "finish" in request.POST:
                inspecting.finish(inspection=self.inspection, by=request.user, now=now)
        except RecognitionRefused as refusal:
            form.refuse(refusal.errors)
            if isinstance(refusal, ChangedMeanwhile):
                form.now_saved_as(
                    Inspection.objects.values_list("version", flat=True).get(pk=self.inspection.pk)
                )
        if form.errors:
            return self.form_invalid(form)
        return self._onwards("finish" in request.POST)

    def _keep(self, form, now):
        for criterion, file in form.sound_photographs():
            inspecting.add_photograph(inspection=self.inspection, file=file, criterion=criterion, now=now)
        if form.has_sound_answers:
            told = {"findings": form.findings, "remarks": form.cleaned_data["remarks"]}
            saved = inspecting.fill_in(inspection=self.inspection, seen=form.cleaned_data["seen"], **told)
            form.now_saved_as(saved.version)

    def _onwards(self, is_finished):
        if is_finished:
            messages.success(self.request, _("The inspection is finished. It counts now and stays as it is."))
            return redirect("dashboard:inspection-detail", pk=self.inspection.pk)
        messages.success(self.request, _("Saved."))
        return redirect("dashboard:inspection-fill-in", pk=self.inspection.pk)


class DiscardView(OfInspection, StepView):
    """Throws a draft away."""

    form_class = RefusableForm
    title = gettext_lazy("Throw the draft away")
    done = gettext_lazy("The draft is thrown away.")
    lead = gettext_lazy("What was answered and photographed in it is lost.")

    def act(self, form, *, by, now):
        inspecting.discard(inspection=self.inspection)


class OfPhotograph:
    """What both pages of one photograph share."""

    @cached_property
    def photograph(self):
        """The photograph of the address."""
        return get_object_or_404(Photograph.objects.select_related("inspection"), pk=self.kwargs["pk"])


class PhotographView(OfPhotograph, View):
    """The file, for the office alone."""

    def get(self, request, *args, **kwargs):
        """A JPEG. 404 where its file is gone, as after a database was restored without it."""
        try:
            file = self.photograph.file.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone
        return FileResponse(file, content_type="image/jpeg")


class RemovePhotographView(OfPhotograph, View):
    """Takes it out of a draft; by POST only."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        """Back to the draft, which says what was done or why not."""
        try:
            inspecting.remove_photograph(photograph=self.photograph)
            messages.success(request, _("The photograph is taken out."))
        except RecognitionRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("dashboard:inspection-fill-in", pk=self.photograph.inspection_id)

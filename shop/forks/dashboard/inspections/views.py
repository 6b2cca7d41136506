"""The office's pages of visits: begun, filled in, finished or thrown away, and read."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from shop.forks.dashboard.inspections.checklist import ChecklistForm, findings_of
from shop.forks.dashboard.recognition.forms import RefusableForm, VisitForm
from shop.forks.dashboard.recognition.views import StepView
from shop.recognition import inspecting
from shop.recognition.exceptions import ChangedMeanwhile, RecognitionRefused
from shop.recognition.models import Inspection, Photograph


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

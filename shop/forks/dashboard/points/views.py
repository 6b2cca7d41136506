"""The office's pages of sales points."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from catalog.pictures.waiting import WaitingRoom
from shop.forks.dashboard.inspections.scores import drawing_of
from shop.forks.dashboard.points.forms import StatusForm
from shop.forks.dashboard.points.hours import week_of
from shop.forks.dashboard.points.listing import Asked, tell_what_is_known
from shop.forks.dashboard.points.writing import PointForms
from shop.forks.dashboard.recognition.views import StepView
from shop.forks.partner.memberships import staff_of
from shop.points.models import SalesPoint
from shop.recognition.status import change_status

ROWS = 50


class PointListView(TemplateView):
    """All points, with what is known of their recognition."""

    template_name = "oscar/dashboard/points/point_list.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        asked = Asked.read(self.request.GET)
        page = Paginator(asked.points(today), ROWS).get_page(self.request.GET.get("page"))
        tell_what_is_known(page, today)
        return super().get_context_data(asked=asked, page_obj=page, paginator=page.paginator, **kwargs)


class OfPoint:
    """What pages of one point share."""

    @cached_property
    def point(self):
        """The point of the address."""
        points = SalesPoint.objects.select_related("commune", "picture", "partner")
        return get_object_or_404(points, pk=self.kwargs["pk"])


class PointView(OfPoint, TemplateView):
    """One point: its facts, status, recognition, supports, and visits with their scores."""

    template_name = "oscar/dashboard/points/point.html"

    def get_context_data(self, **kwargs):
        point, today = self.point, timezone.localdate()
        visits = list(point.inspections.with_score().select_related("criteria"))
        finished = [one for one in visits if one.is_finished]
        supports = list(point.supports.select_related("recorded_by", "withdrawal_recorded_by"))
        for support in supports:
            is_binding = support.withdrawn_date is None and support.keep_until_date >= today
            support.days_left = (support.keep_until_date - today).days if is_binding else None
        recognitions = point.recognitions.select_related("criteria", "recorded_by", "withdrawal_recorded_by")
        return super().get_context_data(
            point=point,
            staff=staff_of(point.partner),
            week=week_of(point),
            exceptions=point.opening_exceptions.prefetch_related("periods"),
            recognitions=recognitions,
            supports=supports,
            drafts=[one for one in visits if not one.is_finished],
            finished=finished,
            scores=drawing_of(finished),
            changes=point.status_changes.select_related("recorded_by"),
            **kwargs,
        )


class PointCreateView(TemplateView):
    """A new point, with its partner."""

    template_name = "oscar/dashboard/points/point_form.html"
    point = None
    title = gettext_lazy("A new sales point")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("forms", PointForms(point=self.point))
        return super().get_context_data(point=self.point, title=self.title, **kwargs)

    def post(self, request, *args, **kwargs):
        """To the point, or the forms again with all that was typed."""
        room = WaitingRoom(request.user.pk, timezone.now())
        forms = PointForms(point=self.point, data=request.POST, files=request.FILES, room=room)
        if forms.are_valid() and forms.write():
            messages.success(request, _("The point is written."))
            return redirect("dashboard:point-detail", pk=forms.point.pk)
        forms.keep_pictures()
        return self.render_to_response(self.get_context_data(forms=forms))


class PointUpdateView(OfPoint, PointCreateView):
    """Another's facts."""

    title = gettext_lazy("Edit the sales point")


class StatusView(OfPoint, StepView):
    """Opened, paused, closed: since when, and why."""

    form_class = StatusForm
    title = gettext_lazy("Change the status")
    done = gettext_lazy("The status is changed.")

    @property
    def lead(self):
        """What it is now, and what closing would leave behind."""
        now = _("Now: %(status)s.") % {"status": self.point.get_status_display()}
        left = self.point.partner.stockrecords.aggregate(left=Sum("num_in_stock"))["left"]
        if not left:
            return now
        return now + " " + _("%(left)s units are on its shelves.") % {"left": left}

    def get_initial(self):
        return {"seen": self.point.status, "since_date": timezone.localdate()}

    def get_success_url(self):
        return reverse("dashboard:point-detail", kwargs={"pk": self.point.pk})

    def act(self, form, *, by, now):
        told = form.cleaned_data
        change_status(
            point=self.point,
            seen=told["seen"],
            to=told["status"],
            since=told["since_date"],
            reason=told["reason"],
            by=by,
            now=now,
        )

"""What buyers ask to give back: the list, the answer, and closing without money."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from shop.forks.dashboard.money.forms import AnswerForm
from shop.returns.exceptions import ReturnRefused
from shop.returns.models import ReturnRequest
from shop.returns.operations import answer, close_return
from shop.returns.queries import requests_to_answer


class ReturnListView(ListView):
    """Those that wait for an answer or for goods first; by `?all=1` every one, the last first."""

    template_name = "oscar/dashboard/money/returns.html"
    context_object_name = "requests"
    paginate_by = 50

    def get_queryset(self):
        """Open ones, or all."""
        if self.request.GET.get("all"):
            return ReturnRequest.objects.with_goods()
        return requests_to_answer()


class AnswerView(TemplateView):
    """One request, with the form to answer it."""

    template_name = "oscar/dashboard/money/return.html"

    def get_context_data(self, form=None, **kwargs):
        """`form` is one that was refused, with what was typed."""
        asked = self._asked()
        return super().get_context_data(
            asked=asked,
            is_open=asked.state in ReturnRequest.OPEN,
            form=form or AnswerForm(state=asked.state, initial={"verdict": "accept"}),
            **kwargs,
        )

    def post(self, request, pk):
        """Answers once; a refusal keeps what was typed."""
        asked = self._asked()
        form = AnswerForm(request.POST, state=asked.state)
        if form.is_valid():
            accept = form.cleaned_data["verdict"] == "accept"
            how = {"words": form.cleaned_data["words"], "at": timezone.now(), "actor": request.user}
            try:
                answer(request=asked, accept=accept, **how)
            except ReturnRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Answered. The buyer is told."))
                return redirect("dashboard:return-answer", pk=pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _asked(self):
        return get_object_or_404(ReturnRequest.objects.with_goods(), pk=self.kwargs["pk"])


class CloseView(View):
    """Settled without money: exchanged, or otherwise."""

    http_method_names = ("post",)

    def post(self, request, pk):
        """Closes it once."""
        try:
            close_return(request=get_object_or_404(ReturnRequest, pk=pk), at=timezone.now())
        except ReturnRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Closed without money."))
        return redirect("dashboard:return-list")

"""The steps that the office takes with an order's money, each by one form; a refusal keeps what was typed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from shop.forks.dashboard.money.forms import CancelForm, GiveForm
from shop.forks.dashboard.money.views import OrderMoneyView, lines_form, sent_form
from shop.forks.order.models import Order
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.states import Mover, Status
from shop.returns.exceptions import ReturnRefused
from shop.returns.operations import refund_return
from shop.settlement.by_line import refund_lines
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.moving import cancel_order, promise_anew
from shop.settlement.refunding import ask, mark_failed, mark_sent
from shop.stock.exceptions import OutOfStock
from shop.warehouse.exceptions import LineRefused, PaperRefused

ASKED = gettext_lazy("The refund is asked for.")


class Step(OrderMoneyView):
    """A form of the order's page. What it does comes from the subclass; refusals are shown on the page."""

    name: str
    #: What was done, in words.
    done: str
    http_method_names = ("post",)

    def post(self, request, number):
        """Does it once, or shows the page with what was typed and what is wrong."""
        self.order = self.get_order()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.take(form.cleaned_data, form)
            except (RefundRefused, ReturnRefused, PaperRefused, LineRefused, WrongState) as refusal:
                form.add_error(None, self.words(refusal))
            else:
                messages.success(request, self.done)
                return redirect("dashboard:money-order", number=number)
        context = self.get_context_data(forms={self.name: form})
        return self.render_to_response(context, status=422)

    def words(self, refusal):
        """What the office reads of a refusal."""
        if isinstance(refusal, WrongState):
            return _("There is nothing left to cancel.")
        return str(refusal.args[-1])


class GiveView(Step):
    """Money back without goods."""

    name = "give"
    done = ASKED

    def form(self, data):
        """An amount and why."""
        return GiveForm(data, auto_id="give-%s")

    def take(self, data, form):
        """Asks for the refund."""
        ask(order=self.order, at=timezone.now(), actor=self.request.user, **data)


class LinesView(Step):
    """Money for units of lines, and the goods back on their shelves; closes what the buyer asked for."""

    name = "lines"
    done = ASKED

    def form(self, data):
        """Units of each line."""
        return lines_form(self.order, data, requests=self.order.return_requests.all())

    def take(self, data, form):
        """Asks for the refund, and takes the goods in."""
        how = {name: data[name] for name in ("key", "note", "came_back")}
        how |= {"units": form.units, "at": timezone.now(), "actor": self.request.user}
        if data["request"]:
            refund_return(request=data["request"], **how)
        else:
            refund_lines(order=self.order, **how)


class CancelView(Step):
    """All that can still be cancelled of an order."""

    name = "cancel"
    done = gettext_lazy("Cancelled. What was paid for it is asked back.")

    def form(self, data):
        """Why."""
        return CancelForm(data, auto_id="cancel-%s")

    def take(self, data, form):
        """Cancels all that has not left yet."""
        how = {"at": timezone.now(), "actor": self.request.user, "note": data["note"]}
        cancel_order(order=self.order, by=Mover.OFFICE, **how)


class AgainView(View):
    """Parcels that were paid for but short: promised anew, now that goods are there."""

    http_method_names = ("post",)

    def post(self, request, number):
        """Tries each; says for which there is still too little."""
        order = get_object_or_404(Order, number=number)
        for parcel in order.fulfilments.filter(status=Status.SHORT).select_related("partner").order_by("pk"):
            said = {"point": parcel.partner.name}
            try:
                promise_anew(fulfilment=parcel, at=timezone.now(), actor=request.user)
            except RefundRefused as refusal:
                messages.warning(request, f"{parcel.partner.name}: {refusal}")
            except OutOfStock:
                messages.warning(request, _("%(point)s still has too little.") % said)
            except WrongState:
                messages.warning(request, _("%(point)s: somebody was quicker.") % said)
            else:
                messages.success(request, _("%(point)s has it to do now.") % said)
        return redirect("dashboard:money-order", number=number)


class SentView(OrderMoneyView):
    """A refund that was sent by hand, or cannot be. A card's is sent by its provider, and nobody else."""

    http_method_names = ("post",)

    def post(self, request, pk):
        """Writes it down once, or shows the order's page with what was typed and what is wrong."""
        self.refund = get_object_or_404(Refund.objects.select_related("order", "source__source_type"), pk=pk)
        if not self.refund.is_by_hand:
            raise Http404
        form = sent_form(self.refund, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(forms={pk: form}), status=422)
        self._take(self.refund, form.cleaned_data)
        return redirect("dashboard:money-order", number=self.refund.order.number)

    def get_order(self):
        """The refund's."""
        return self.refund.order

    def _take(self, refund, said):
        now = timezone.now()
        if said["reference"]:
            done = mark_sent(refund=refund, reference=f"{refund.pk}:{said['reference']}", at=now)
        else:
            done = mark_failed(refund=refund, fault=said["fault"], at=now)
        if done:
            messages.success(self.request, _("Written down."))
        else:
            messages.warning(self.request, _("Nothing was changed: somebody was quicker."))

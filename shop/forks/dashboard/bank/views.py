"""The office's list of bookings, and one of them with what may be answered; each answer is one operation."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from shop.forks.dashboard.bank.forms import IgnoreForm, SettleForm
from shop.settlement.balance import balance
from shop.settlement.bank import answering, queries
from shop.settlement.bank.exceptions import AlreadyAnswered, BankRefused
from shop.settlement.bank.models import BankTransaction

ROWS = 50
State = BankTransaction.State
#: Tabs of the list: the value in the address, its name, the states in it.
TABS = {
    "open": (gettext_lazy("To be answered"), BankTransaction.UNANSWERED),
    **{state.value: (state.label, (state,)) for state in BankTransaction.UNANSWERED},
    "settled": (State.SETTLED.label, (State.SETTLED,)),
    "answered": (State.ANSWERED.label, (State.ANSWERED,)),
    "ignored": (State.IGNORED.label, (State.IGNORED,)),
    "all": (gettext_lazy("All"), tuple(State)),
}


class BookingListView(TemplateView):
    """By what became of them, and by words; first what waits for an answer."""

    template_name = "oscar/dashboard/bank/booking_list.html"

    def get_context_data(self, **kwargs):
        tab, typed = self.request.GET.get("tab", "open"), self.request.GET.get("q", "")[:100]
        tab = tab if tab in TABS else "open"
        found = queries.bookings(states=TABS[tab][1], typed=typed)
        page = Paginator(found, ROWS).get_page(self.request.GET.get("page"))
        counts = queries.counts_by_state()
        tabs = [
            (name, label, sum(counts.get(state, 0) for state in states))
            for name, (label, states) in TABS.items()
        ]
        told = {"tabs": tabs, "tab": tab, "typed": typed, "page_obj": page, "paginator": page.paginator}
        return super().get_context_data(**told, **kwargs)


class BookingView(TemplateView):
    """One booking: what the bank told, what was done, and what may be answered now."""

    template_name = "oscar/dashboard/bank/booking.html"

    @property
    def booking(self):
        """The booking of the address."""
        found = BankTransaction.objects.select_related("account", "order")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context_data(self, booking=None, forms=None, **kwargs):
        booking = booking or self.booking
        forms = forms or {"settle": SettleForm(), "ignore": IgnoreForm()}
        return super().get_context_data(
            booking=booking,
            events=booking.events.select_related("actor", "order"),
            forms=forms,
            **self._possible(booking),
            **kwargs,
        )

    def _most(self):
        """Đồng that this person may let pass."""
        return settings.BANK_ACCEPT_DIFFERENCE if self.request.user.has_perm("bank.add_allowance") else 0

    def _possible(self, booking):
        """What there is to answer with; sums in đồng."""
        if booking.state == State.UNKNOWN:
            return {"suggested": queries.suggested_orders(booking)}
        if not booking.is_unanswered:
            return {}
        now = balance(booking.order)
        passes = answering.to_let_pass(booking, now, self._most())
        return {
            "money": now,
            "to_give_back": answering.to_give_back(booking, now),
            "lets_pass": None if passes is None else abs(passes),
        }


class AnswerView(BookingView):
    """One answer, by POST; then the booking, or the page again with the reasons."""

    http_method_names = ["post", "options"]
    done = {
        "settle": gettext_lazy("The money is handed on to the order."),
        "give-back": gettext_lazy("It is asked for to go back; send it in the list of refunds."),
        "accept": gettext_lazy("Done."),
        "ignore": gettext_lazy("It is put aside."),
    }

    def post(self, request, *args, **kwargs):
        """Compared with what the office saw; whoever comes second is told."""
        booking, what = self.booking, request.POST.get("what", "")
        forms = {
            "settle": SettleForm(request.POST if what == "settle" else None),
            "ignore": IgnoreForm(request.POST if what == "ignore" else None),
        }
        form = forms.get(what)
        if form is not None and not form.is_valid():
            return self._again(booking, forms, 422)
        answer = answering.Answer(request.user, timezone.now(), request.POST.get("seen", ""))
        try:
            self._act(what, booking, form, answer)
        except AlreadyAnswered as refusal:
            messages.error(request, str(refusal))
            return redirect("dashboard:bank-booking", pk=booking.pk)
        except BankRefused as refusal:
            return self._refused(booking, forms, form, refusal)
        messages.success(request, self.done[what])
        return redirect("dashboard:bank-booking", pk=booking.pk)

    def _act(self, what, booking, form, answer):
        if what == "settle":
            answering.settle_against(booking=booking, number=form.cleaned_data["number"], answer=answer)
        elif what == "ignore":
            answering.ignore(booking=booking, reason=form.cleaned_data["reason"], answer=answer)
        elif what == "give-back":
            answering.give_back(booking=booking, answer=answer)
        elif what == "accept":
            answering.accept(booking=booking, answer=answer, most=self._most())
        else:
            raise BankRefused({"": _("There is no such step. Please use the buttons below.")})

    def _refused(self, booking, forms, form, refusal):
        if form is None:
            messages.error(self.request, str(refusal))
        else:
            form.refuse(refusal.errors)
        return self._again(booking, forms, 409)

    def _again(self, booking, forms, status):
        booking.refresh_from_db()
        context = self.get_context_data(booking=booking, forms=forms)
        return self.render_to_response(context, status=status)

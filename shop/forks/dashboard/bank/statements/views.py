"""The office's pages of statements: sent in, looked through, taken in piece by piece."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from shop.payments.account import shop_account
from shop.payments.statements.exceptions import StatementRefused
from shop.payments.statements.files import MOST_BYTES
from shop.payments.statements.layouts import LayoutFault, layouts
from shop.payments.statements.reading import read_statement
from shop.settlement.bank import statements
from shop.settlement.bank.exceptions import AlreadyAnswered
from shop.settlement.bank.models import BankStatement

ROWS, FILES_SHOWN, MOST_FAULTS = 50, 30, 200


class StatementsView(TemplateView):
    """The form for a file, and those that came."""

    template_name = "oscar/dashboard/bank/statements.html"

    def get_context_data(self, **kwargs):
        sent = BankStatement.objects.select_related("uploaded_by").defer("rows", "faults")
        known = [layout.title for layout in layouts()]
        return super().get_context_data(
            statements=sent[:FILES_SHOWN], account=shop_account(), known=", ".join(known), **kwargs
        )

    def post(self, request, *args, **kwargs):
        """Looked through; nothing is taken in yet."""
        try:
            kept = self._kept(request.FILES.get("file"))
        except (StatementRefused, LayoutFault) as refusal:
            context = self.get_context_data(refusal=str(refusal))
            return self.render_to_response(context, status=422)
        return redirect("dashboard:bank-statement", pk=kept.pk)

    def _kept(self, file):
        account = shop_account()
        if account is None:
            raise StatementRefused(
                _("No account is set (BANK_ACCOUNT), so there is nothing to compare with.")
            )
        if file is None:
            raise StatementRefused(_("Choose a file first."))
        if file.size > MOST_BYTES:
            raise StatementRefused(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES >> 20})
        now = timezone.now()
        own = settings.BANK_STATEMENT_LAYOUTS
        read = read_statement(file.read(), own_layouts=own, now=now)
        told = {"name": file.name, "statement": read, "at": now, "by": self.request.user}
        return statements.keep(account=account.number, **told)


class StatementView(TemplateView):
    """One file: what it would do, how far it is, which rows could not be read."""

    template_name = "oscar/dashboard/bank/statement.html"

    @property
    def statement(self):
        """The statement of the address."""
        found = BankStatement.objects.select_related("account", "uploaded_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        statement = self.statement
        page = Paginator(statement.rows, ROWS).get_page(self.request.GET.get("page"))
        rows = statements.read_again(page.object_list)
        return super().get_context_data(
            statement=statement,
            foreseen=statements.foresee(account=statement.account, rows=rows),
            page_obj=page,
            paginator=page.paginator,
            faults=statement.faults[:MOST_FAULTS],
            more_faults=max(len(statement.faults) - MOST_FAULTS, 0),
            runs="tiep" in self.request.GET,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """The next piece."""
        statement, seen = self.statement, request.POST.get("seen", "")
        seen = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
        try:
            if seen < 0:
                raise AlreadyAnswered({"": _("There is no such step. Please use the buttons below.")})
            statements.apply_piece(statement=statement, seen=seen, at=timezone.now())
        except AlreadyAnswered as refusal:
            messages.error(request, str(refusal))
        answer = redirect("dashboard:bank-statement", pk=statement.pk)
        answer["Location"] += "?tiep=1"
        return answer

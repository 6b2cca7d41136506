"""The dashboard's own sign-in gives way to the one for everybody, which limits wrong passwords. And what a
step of the office is: a form, an operation that may be refused, and back to where it came from.
"""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView
from oscar.apps.dashboard.views import *  # noqa: F403

from shop.accounts.views import ToSignInView


class LoginView(ToSignInView):
    """Leads to the one sign-in, and from there back."""


class StepView(FormView):
    """One step. Its form can `refuse`, and `refusal` is what the operation raises, with `errors` by field."""

    title = done = ""
    refusal: type[Exception]

    def form_valid(self, form):
        """Onwards, or the form again with the reasons."""
        try:
            with transaction.atomic():
                self.act(form, by=self.request.user, now=timezone.now())
        except self.refusal as refused:
            form.refuse(refused.errors)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def act(self, form, *, by, now):
        """The operation. Raises `refusal`."""
        raise NotImplementedError

"""The one sign-in for everybody who works here, and the ways to a new password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from shop.accounts import limits
from shop.accounts.forms import ChangePasswordForm, NewPasswordRequestForm, SignInForm
from shop.accounts.places import may_return_to, place_of
from shop.freshness.caching import personal_page


class SignInView(auth_views.LoginView):
    """Signs a person in and leads them to the page they came for, or to their own place."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            # Not `redirect`, which would look for a route of that name.
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        until = refused_until(request, limits.WRONG_PASSWORDS, request.POST.get("username", ""))
        return too_many_passwords(request, until) if until else super().post(request, *args, **kwargs)

    def get_success_url(self):
        wanted = self.get_redirect_url()
        user = self.request.user
        return wanted if wanted and may_return_to(user, wanted) else place_of(user)


class SignOutView(auth_views.LogoutView):
    """Signs out on POST only; a link that somebody follows shows a button instead."""

    def http_method_not_allowed(self, request, *args, **kwargs):
        response = render(request, "accounts/sign_out.html", status=405)
        response["Allow"] = "POST, OPTIONS"
        return response


class ToSignInView(RedirectView):
    """In place of the sign-in pages that Oscar and Wagtail bring: those know neither limits nor places."""

    pattern_name = "customer:login"
    query_string = True


@never_cache
@login_required
def own_place(request):
    """Leads a signed-in person to where they work."""
    return redirect(place_of(request.user))


class NewPasswordRequestView(auth_views.PasswordResetView):
    """Sends a letter, and says the same whether or not there is an account."""

    form_class = NewPasswordRequestForm
    email_template_name = "registration/password_reset_email.txt"
    subject_template_name = "registration/password_reset_subject.txt"
    success_url = reverse_lazy("password-reset-done")
    # From the settings: a forged Host header must not end up in somebody's mail.
    extra_email_context = {"base_url": settings.PUBLIC_URL}

    def post(self, request, *args, **kwargs):
        about = {"limits": limits.RESET_LINKS, "email": request.POST.get("email", "")}
        until = refused_until(request, about["limits"], about["email"])
        if until:
            return too_many(request, until)
        limits.count(request, **about)
        return super().post(request, *args, **kwargs)


@method_decorator(personal_page, name="dispatch")
class ChangePasswordView(auth_views.PasswordChangeView):
    """Another password for who is signed in; everywhere else they are signed out by it."""

    template_name = "accounts/change_password.html"
    form_class = ChangePasswordForm

    def post(self, request, *args, **kwargs):
        until = refused_until(request, limits.WRONG_PASSWORDS, request.user.email)
        return too_many_passwords(request, until) if until else super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self):
        messages.success(self.request, _("Your password is changed. Everywhere else you are signed out."))
        return place_of(self.request.user)


class NewPasswordView(auth_views.PasswordResetConfirmView):
    """Behind the link: the new password, twice."""

    success_url = reverse_lazy("password-reset-complete")


def refused_until(request, limits_in_force, email: str):
    """The moment before which nothing more is tried for this e-mail or address; None where all is well."""
    return limits.refused_until(request, limits=limits_in_force, email=email, now=timezone.now())


def too_many_passwords(request, until):
    """Says that wrong passwords were too many: until then even the right one is not looked at."""
    return too_many(request, until, is_about_passwords=True)


def too_many(request, until, *, is_about_passwords=False):
    """Says that it was too often, and when to try again."""
    is_today = timezone.localdate(until) == timezone.localdate()
    context = {"until": until, "is_today": is_today, "is_about_passwords": is_about_passwords}
    response = render(request, "accounts/too_many_tries.html", context, status=429)
    response["Retry-After"] = str(max(1, round((until - timezone.now()).total_seconds())))
    return response

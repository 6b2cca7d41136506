"""/tai-khoan/dang-ky/: an e-mail, the letter with a link, and behind it name, password and consent."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import FormView

from shop.accounts import limits
from shop.accounts.consent import account_consent
from shop.accounts.forms import SignUpForm, SignUpRequestForm
from shop.accounts.places import may_return_to, place_of
from shop.accounts.signing_up import AddressTaken, Invitation, read_token, send_link, sign_up, user_with
from shop.accounts.views import refused_until, too_many
from shop.freshness.caching import personal_page


@method_decorator(personal_page, name="dispatch")
class SignUpView(FormView):
    """Sends the letter; the answer is the same whether or not the address has an account."""

    template_name = "accounts/sign_up.html"
    form_class = SignUpRequestForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return HttpResponseRedirect(place_of(request.user))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        about = {"limits": limits.SIGN_UP_LETTERS, "email": request.POST.get("email", "")}
        until = refused_until(request, about["limits"], about["email"])
        if until:
            return too_many(request, until)
        limits.count(request, **about)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        onward = _own_page(self.request, self.request.POST.get("next", ""))
        send_link(invitation=Invitation(form.cleaned_data["email"], onward), language=get_language())
        return redirect("customer:register-sent")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        asked = self.request.POST.get("next") or self.request.GET.get("next", "")
        return super().get_context_data(next=_own_page(self.request, asked), **kwargs)


@personal_page
@require_safe
def sent(request):
    """Look into your mail; the same for everybody."""
    return render(request, "accounts/sign_up_sent.html")


@sensitive_post_parameters()
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """Behind the link: the account comes to be, and the person is signed in by it."""
    invitation = read_token(token)
    if invitation is None or user_with(invitation.email):
        return render(request, "accounts/sign_up_stale.html", {"is_taken": invitation is not None})
    form = SignUpForm(request.POST or None, email=invitation.email)
    if not form.is_valid():
        context = {"form": form, "email": invitation.email}
        return render(request, "accounts/sign_up_confirm.html", context, status=422 if form.is_bound else 200)
    try:
        user = _make(invitation, form.cleaned_data)
    except AddressTaken:
        return render(request, "accounts/sign_up_stale.html", {"is_taken": True})
    # Gives the session another name, and lets go of whoever's it was before.
    login(request, user, settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(_own_page(request, invitation.onward) or place_of(user))


def _make(invitation, typed):
    return sign_up(
        email=invitation.email,
        password=typed["password1"],
        name=typed["name"],
        consent=account_consent(),
        language=get_language(),
        now=timezone.now(),
    )


def _own_page(request, address):
    """The address where it is a page of this shop that a shopper may be led to, or ""."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and may_return_to(request.user, address) else ""

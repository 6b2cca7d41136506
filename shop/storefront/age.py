"""/du-tuoi/: the age gate. Alcohol is shown to who says to be 18 (Law 44/2019), and sold here to nobody.

docs/decisions/0019 says what is asked, what is kept of the answer and for how long.
"""

from django.conf import settings
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.products.models import Product
from shop.freshness.caching import as_personal_page, personal_page

#: How long an answer counts, at most: phones are shared. The cookie itself goes with the browser's window.
SECONDS = 12 * 60 * 60
SALT = "shop.storefront.age"
YES, NO = "yes", "no"
#: Longer addresses are nobody's way back.
LONGEST_NEXT = 2_000


def of_age(request) -> bool:
    """Whether this browser has passed the gate; an answer that is forged, altered or too old is none."""
    if settings.OF_AGE_COOKIE not in request.COOKIES:
        return False
    said = request.get_signed_cookie(settings.OF_AGE_COOKIE, default="", salt=SALT, max_age=SECONDS)
    return said == YES


def is_kept_from(request, pk) -> bool:
    """Whether a product, or a size of one, is on show for adults only, and this browser has not passed."""
    if of_age(request):
        return False
    parent = Product.objects.filter(pk=pk).values("parent")
    asked_for = Product.objects.on_show().filter(Q(pk=pk) | Q(pk__in=parent))
    return asked_for.for_adults().exists()


def ask_age_for(request, pk):
    """The gate in place of the page of a product that is for adults only; None for any other.

    403, so that nothing of it is kept, quoted or indexed; not a word on it is about the product.
    """
    if not is_kept_from(request, pk):
        return None
    return as_personal_page(_ask(request, request.get_full_path(), status=403))


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def gate(request):
    """Asks whether the visitor is 18; "yes" leads on to where they came from, "no" back to everything else.

    Not rate limited: there is nothing to guess, and a village may share one address.
    """
    if request.method != "POST":
        return _ask(request, request.GET.get("next", ""))
    answer = request.POST.get("answer")
    if answer == YES:
        return _let_in(request)
    if answer == NO:
        return _send_back(request)
    error = _("Please choose one of the two answers.")
    return _ask(request, request.POST.get("next", ""), status=422, error=error)


def _ask(request, onward, *, status=200, error=""):
    context = {"next": _safe(request, onward), "error": error, "of_age": of_age(request)}
    return render(request, "storefront/age_gate.html", context, status=status)


def _let_in(request):
    response = redirect(_safe(request, request.POST.get("next", "")))
    response.set_signed_cookie(
        settings.OF_AGE_COOKIE,
        YES,
        salt=SALT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _send_back(request):
    """Sets nothing, and takes back an earlier "yes"."""
    response = render(request, "storefront/age_refused.html")
    if settings.OF_AGE_COOKIE in request.COOKIES:
        response.delete_cookie(settings.OF_AGE_COOKIE, samesite="Lax")
    return response


def _safe(request, address):
    """An address of our own to go on to; of any other kind, the list of drinks."""
    is_ours = len(address) <= LONGEST_NEXT and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else f"{reverse('catalogue:index')}?nhom=II"

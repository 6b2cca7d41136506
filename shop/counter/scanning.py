"""/quay/quet/: reads the code in a photograph, where a browser cannot read it from the camera."""

from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_ratelimit.core import is_ratelimited

from catalog.pictures.intake import NoPicture, looked_at
from catalog.trace.barcodes import code_in
from shop.counter.access import for_counter_staff

#: Reading twelve megapixels takes up to 0.7 s of a processor.
PER_PERSON = "40/m"


@require_POST
@for_counter_staff
def read_photograph(request):
    """Back to the page that asked (`to`) with the code in its field, or with words why there is none."""
    page = _counter_page(request)
    refusal, code = _read(request)
    if refusal:
        messages.error(request, refusal)
        return redirect(page)
    parts = urlsplit(page)
    asked = QueryDict(parts.query, mutable=True)
    asked["q"] = code.text
    return redirect(urlunsplit(parts._replace(query=asked.urlencode())))


def _read(request):
    """(what is wrong, None), or (None, the code)."""
    if is_ratelimited(request, group="scan", key="user", rate=PER_PERSON, increment=True):
        return _("Those were many photographs in a minute. Wait a little, or type the code."), None
    file = request.FILES.get("photograph")
    if file is None:
        return _("Choose a photograph of the code first."), None
    try:
        code = code_in(looked_at(file))
    except NoPicture as wrong:
        return " ".join(wrong.messages), None
    if code is None:
        return _(
            "No code was found in the photograph. Take it nearer and straight, or type the number."
        ), None
    return None, code


def _counter_page(request) -> str:
    """The page that asked, if it is one of the counter's; else the counter's search."""
    address = request.POST.get("to", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        try:
            if resolve(urlsplit(address).path).app_name == "counter":
                return address
        except Resolver404:
            pass  # Then it is none of the counter's.
    return reverse("counter:find")

"""How every answer of the API looks, errors included: JSON that anybody may read and keep for a minute."""

from collections.abc import Mapping
from functools import wraps

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.renderers import JSONRenderer

from shop.freshness.caching import as_visitors_page

_AS_WRITTEN = {"ensure_ascii": False}


class Renderer(JSONRenderer):
    """Vietnamese as it is written, in half the bytes of its escapes."""

    json_dumps_params = _AS_WRITTEN


class WrongParametersError(Exception):
    """What was asked cannot be understood; `errors` names each parameter and what is expected of it."""

    def __init__(self, errors: Mapping[str, str]):
        super().__init__(errors)
        self.errors = errors


def wrong_parameters(request, error: WrongParametersError) -> JsonResponse:
    """422, naming every wrong parameter."""
    detail = [{"parameter": name, "message": message} for name, message in error.errors.items()]
    return _json({"detail": detail}, status=422)


def not_found(request, error: Http404) -> JsonResponse:
    """404: no such thing, or no such address."""
    return _json({"detail": _("There is nothing at this address.")}, status=404)


def not_allowed(request) -> JsonResponse:
    """405: the API is only read."""
    response = _json({"detail": _("This address is only read, with GET or HEAD.")}, status=405)
    response["Allow"] = "GET, HEAD"
    return response


def _json(data, *, status):
    return JsonResponse(data, status=status, json_dumps_params=_AS_WRITTEN)


def public_json(view):
    """Only read; the same for everybody, from any site's script; HEAD as GET."""

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method not in {"GET", "HEAD"}:
            response = not_allowed(request)
        else:
            response = _read(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return as_visitors_page(response)

    return answer


def _read(view, request, *args, **kwargs):
    # Operations are known by their method: HEAD is answered as GET, and its body left out by the server.
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    except Http404 as error:
        return not_found(request, error)
    finally:
        request.method = method


@public_json
def nothing_here(request, *args, **kwargs):
    """Any address under /api/ that means nothing."""
    raise Http404

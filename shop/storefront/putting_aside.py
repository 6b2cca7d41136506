"""Things put aside for later: Oscar's saved basket, for guests behind a cookie of its own.

The cookie is set when somebody puts something aside, and never before.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer

from shop.forks.basket.models import Basket

COOKIE = "put_aside"
_signer = Signer(salt="put-aside")


def put_aside_by(request):
    """The person's saved basket, or None. After a sign-in it takes in what the guest had put aside."""
    guests = _of_cookie(request)
    if not request.user.is_authenticated:
        return guests
    own = Basket.saved.filter(owner=request.user).order_by("pk").first()
    if guests is not None:
        request.cookies_to_delete.append(COOKIE)
        if own is None:
            own, guests.owner = guests, request.user
            guests.save()
        else:
            own.merge(guests, add_quantities=False)
    return own


def put_aside(request, line) -> Basket:
    """Moves a line of the person's basket to what they have put aside; the saved basket."""
    owner = request.user if request.user.is_authenticated else None
    saved = put_aside_by(request) or Basket.objects.create(owner=owner, status=Basket.SAVED)
    saved.merge_line(line)
    return saved


def remember(response, saved) -> None:
    """Lets a guest find it again, as long as a basket."""
    if saved.owner_id is None:
        response.set_cookie(
            COOKIE,
            _signer.sign(saved.pk),
            max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
            secure=settings.OSCAR_BASKET_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _of_cookie(request):
    sent = request.COOKIES.get(COOKIE)
    if sent is None:
        return None
    try:
        found = Basket.saved.filter(pk=_signer.unsign(sent), owner=None).first()
    except (BadSignature, ValueError):
        found = None
    if found is None:
        request.cookies_to_delete.append(COOKIE)
    return found

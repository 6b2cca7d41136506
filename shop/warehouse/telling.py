"""Sends each point its digest once a day, by e-mail and to its chat service.

What is to be told is written down first, under the point and the day; then each way is begun by whoever
changes its row. So of two runs at once one sends.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop.forks.partner.models import Partner, PointMembership
from shop.messages.hooks import HookFailed, Post, post_json
from shop.points.models import SalesPoint
from shop.warehouse.digest import digest_of, in_words, zone_of
from shop.warehouse.models import PointDigest, PointHook

#: The digest leaves from then on, in the point's own time.
MORNING = time(6, 30)
#: A run that began so long ago and has not come back is taken for dead.
GIVEN_UP = timedelta(minutes=30)
Hook = PointDigest.Hook
logger = logging.getLogger(__name__)


@dataclass
class Told:
    """What one run came to."""

    emails: int = 0
    hooks: int = 0
    failed_emails: int = 0
    failed_hooks: int = 0


def send_point_digests(*, now: datetime, post: Post | None = None) -> Told:
    """Tells every point that has had its morning and was not told today; one that fails stops no other."""
    told = Told()
    points = Partner.objects.exclude(sales_point__status=SalesPoint.Status.CLOSED)
    for partner in points.select_related("sales_point").order_by("pk"):
        if timezone.localtime(now, zone_of(partner)).time() < MORNING:
            continue
        digest = _written(partner, now)
        if digest.text:
            _mail(digest, partner, now, told)
            _hook(digest, partner, now, told, post)
    return told


def _written(partner, now) -> PointDigest:
    """Today's digest of the point; whoever is second finds the words of who was first."""
    day = timezone.localdate(now, zone_of(partner))
    found = PointDigest.objects.filter(partner=partner, day=day).first()
    if found:
        return found
    digest = digest_of(partner, at=now)
    text, html = in_words(partner, digest, at=now) if digest.says_something else ("", "")
    values = {"text": text, "html": html, "written_at": now}
    return PointDigest.objects.get_or_create(partner=partner, day=day, defaults=values)[0]


def readers_of(partner: Partner) -> list[str]:
    """E-mail addresses of the point, of those who keep its stock and of its manager."""
    roles = (PointMembership.Role.KEEPER, PointMembership.Role.MANAGER)
    staff = PointMembership.objects.filter(partner=partner, role__in=roles, user__is_active=True)
    readers = set(staff.exclude(user__email="").values_list("user__email", flat=True))
    if partner.sales_point and partner.sales_point.email:
        readers.add(partner.sales_point.email)
    return sorted(readers)


def _mail(digest, partner, now, told):
    rows = PointDigest.objects.filter(pk=digest.pk)
    readers = readers_of(partner)
    if not readers or not rows.filter(mail_begun_at=None).update(mail_begun_at=now):
        return
    try:
        _message(digest, partner, readers).send()
    except Exception:
        # Whatever went wrong, the other points are told.
        logger.exception("The digest of %s may not have left", partner)
        told.failed_emails += 1
        return
    rows.update(mailed_at=now)
    told.emails += 1


def _message(digest, partner, readers) -> EmailMultiAlternatives:
    with translation.override("vi"):
        subject = _("%(point)s: what wants a look on %(day)s") % {
            "point": partner.name,
            "day": f"{digest.day:%d/%m/%Y}",
        }
    message = EmailMultiAlternatives(" ".join(subject.split()), digest.text, to=readers)
    message.attach_alternative(digest.html, "text/html")
    return message


def _hook(digest, partner, now, told, post):
    """Tries once; what failed is tried again by the next run of the day."""
    hook = PointHook.objects.filter(partner=partner).first()
    rows = PointDigest.objects.filter(pk=digest.pk)
    dead = Q(hook_state=Hook.SENDING, hook_begun_at__lt=now - GIVEN_UP)
    open_ones = rows.filter(Q(hook_state__in=[Hook.WAITING, Hook.FAILED]) | dead)
    begun = {"hook_state": Hook.SENDING, "hook_begun_at": now, "hook_tries": F("hook_tries") + 1}
    if hook is None or not open_ones.update(**begun):
        return
    try:
        with translation.override("vi"):
            tell(hook, text=digest.text, event=digest.event_id, post=post)
    except HookFailed as fault:
        logger.warning("The digest of %s did not reach its webhook: %s", partner, fault)
        rows.update(hook_state=Hook.FAILED, hook_error=str(fault)[:200])
        told.failed_hooks += 1
    else:
        rows.update(hook_state=Hook.SENT, hook_error="")
        told.hooks += 1


def tell(hook: PointHook, *, text: str, event: str, post: Post | None = None) -> None:
    """Sends a text to a point's chat service under the name of its event. Raises HookFailed.

    The body is what Slack, Mattermost, Rocket.Chat and Google Chat all take, and no more than that: Google
    answers 400 to a field that it does not know.
    """
    post_json(hook.url, hook.secret, {"text": text}, event=event, post=post)


def keep_hook(*, partner: Partner, url: str) -> PointHook | None:
    """Where the point is told from now on, with a secret of its own; None for nowhere. Empty: nowhere."""
    kept = PointHook.objects.filter(partner=partner).first()
    if kept and kept.url == url:
        return kept
    if not url:
        PointHook.objects.filter(partner=partner).delete()
        return None
    values = {"url": url, "secret": PointHook._meta.get_field("secret").get_default()}
    return PointHook.objects.update_or_create(partner=partner, defaults=values)[0]

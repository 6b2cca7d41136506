"""Putting many products on show at once: each by the same rule as one."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from oscar.apps.dashboard.catalogue import bulk_actions
from oscar.apps.dashboard.catalogue.bulk_actions import *  # noqa: F403

from shop.assortment.publishing import Incomplete, publish

#: Refusals that are told one by one.
NAMED = 10


class MakeProductsPublicAction(bulk_actions.MakeProductsPublicAction):
    """Oscar's, which would put anything on show."""

    def execute(self, request, objects, form):
        """Publishes what is complete, and says of the rest what it lacks."""
        now, published, refusals = timezone.now(), 0, []
        for product in objects:
            try:
                publish(product=product, by=request.user, now=now)
                published += 1
            except Incomplete as refusal:
                refusals.append(str(refusal))
        if published:
            words = ngettext(
                "%(count)d product is public now.", "%(count)d products are public now.", published
            )
            messages.success(request, words % {"count": published})
        for words in refusals[:NAMED]:
            messages.error(request, words)
        if len(refusals) > NAMED:
            more = len(refusals) - NAMED
            messages.error(request, _("%(count)d more lack something, too.") % {"count": more})

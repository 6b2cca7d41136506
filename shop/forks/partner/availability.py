"""Oscar's availability policies, with ours for goods that are sold over the counter only."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.availability import *  # noqa: F403
from oscar.apps.partner.availability import Unavailable


class InStoreOnly(Unavailable):
    """Alcohol: seen here, bought at a sales point."""

    code = "in-store"
    message = _("See in store")


class OffSale(Unavailable):
    """Without a certificate in force, and the office sells it with one only."""

    code = "off-sale"
    message = _("Its certificate is no longer in force, so it is off sale.")

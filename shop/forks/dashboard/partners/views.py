"""Joining somebody to a point and parting them again: by POST only, and without rights in the dashboard."""

from oscar.apps.dashboard.partners import views
from oscar.apps.dashboard.partners.views import *  # noqa: F403

from shop.forks.partner.memberships import join, staff_of


class PartnerManageView(views.PartnerManageView):
    """With what each person does there."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(memberships=staff_of(self.partner), **kwargs)


class PartnerUserLinkView(views.PartnerUserLinkView):
    """Oscar's also takes GET, which a link in a mail could bring about."""

    http_method_names = ["post", "options"]

    def link_user(self, user, partner):
        """False where the person belonged there already."""
        return join(partner=partner, user=user)


class PartnerUserUnlinkView(views.PartnerUserUnlinkView):
    def unlink_user(self, user, partner):
        """False where the person did not belong there."""
        was_member = partner.users.filter(pk=user.pk).exists()
        partner.users.remove(user)
        return was_member


class PartnerUserUpdateView(views.PartnerUserUpdateView):
    def get_form_kwargs(self):
        """With the point, since the role is one at a point."""
        return super().get_form_kwargs() | {"partner": self.partner}

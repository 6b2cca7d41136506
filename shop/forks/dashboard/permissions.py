"""The dashboard is the office's alone: a point's staff have the counter and see only what is theirs."""

from oscar.apps.dashboard import permissions


class DashboardPermission(permissions.DashboardPermission):
    """Oscar's, which would let the members of a partner edit and delete products that all points share."""

    partner_dashboard_access = ["is_staff", "partner.dashboard_access"]

    @classmethod
    def get(cls, app_label, *codenames):
        """The permissions, for the office only."""
        return ["is_staff", *super().get(app_label, *codenames)]

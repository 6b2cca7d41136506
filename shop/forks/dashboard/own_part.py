"""A part of the dashboard that is ours, built as Oscar builds its parts."""

from oscar.core.application import OscarDashboardConfig

#: App label and code name of a permission.
Permission = tuple[str, str]


class OwnPart(OscarDashboardConfig):
    """Each page needs the permission to see what the part is about, and one of its own."""

    default_permissions = ["is_staff"]
    see: Permission
    #: Page name → the permission that it needs.
    needs: dict[str, Permission]

    def ready(self):
        from shop.forks.dashboard.permissions import DashboardPermission

        see = DashboardPermission.get(*self.see)
        self.permissions_map = {
            page: [*see, *DashboardPermission.get(*needed)] for page, needed in self.needs.items()
        }

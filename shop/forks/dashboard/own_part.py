"""A part of the dashboard that is ours, built as Oscar builds its parts."""

from django.urls import path
from django.views.generic import View
from oscar.core.application import OscarDashboardConfig

#: App label and code name of a permission.
Permission = tuple[str, str]


class OwnPart(OscarDashboardConfig):
    """Each page needs the permission to see what the part is about, and one of its own."""

    default_permissions = ["is_staff"]
    see: Permission
    #: Page name → the permission that it needs.
    needs: dict[str, Permission]

    def pages(self) -> dict[str, tuple[type[View], str]]:
        """Route → its view and its name. The views are imported here, once all models are loaded."""
        raise NotImplementedError

    def get_urls(self):
        """The addresses of the pages, each behind its permission."""
        urls = [path(route, view.as_view(), name=name) for route, (view, name) in self.pages().items()]
        return self.post_process_urls(urls)

    def ready(self):
        from shop.forks.dashboard.permissions import DashboardPermission

        see = DashboardPermission.get(*self.see)
        self.permissions_map = {
            page: [*see, *DashboardPermission.get(*needed)] for page, needed in self.needs.items()
        }

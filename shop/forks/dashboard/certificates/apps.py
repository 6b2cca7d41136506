"""Our own part of the dashboard, built as Oscar builds its parts."""

from django.urls import path

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, and each page to be used.
SEE = ("certification", "view_certificate")
NEEDS = {
    "certificate-list": SEE,
    "certificate-product": SEE,
    "certificate-award": ("certification", "add_certificate"),
    "certificate-rerate": ("certification", "add_certificate"),
    "certificate-raise": ("certification", "add_certificate"),
    "certificate-withdraw": ("certification", "change_certificate"),
    "certificate-scan": ("certification", "change_certificate"),
    "certificate-when-lapsed": ("catalogue", "change_product"),
    "certificate-contact": ("producers", "change_producer"),
}


class CertificatesDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.certificates"
    label = "certificates_dashboard"
    see, needs = SEE, NEEDS

    def get_urls(self):
        """The list, a product's history, and a page for each step."""
        from shop.forks.dashboard.certificates import views

        steps = {"award": "award", "rerate": "rerate", "raise": "raise_stars"}
        urls = [
            path("", views.CertificateListView.as_view(), name="certificate-list"),
            path("product/<int:pk>/", views.HistoryView.as_view(), name="certificate-product"),
            *(
                path(
                    f"product/<int:pk>/{name}/",
                    views.PaperView.as_view(step=step),
                    name=f"certificate-{name}",
                )
                for name, step in steps.items()
            ),
            path(
                "product/<int:pk>/when-lapsed/",
                views.WhenLapsedView.as_view(),
                name="certificate-when-lapsed",
            ),
            path("product/<int:pk>/contact/", views.ContactView.as_view(), name="certificate-contact"),
            path("<int:pk>/withdraw/", views.WithdrawView.as_view(), name="certificate-withdraw"),
            path("<int:pk>/scan/", views.ScanView.as_view(), name="certificate-scan"),
        ]
        return self.post_process_urls(urls)

"""Our own part of the dashboard, built as Oscar builds its parts."""

from django.urls import path

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, and each page to be used.
SEE = ("card_payments", "view_providerevent")
NEEDS = {
    "card-list": SEE,
    "card-event-seen": ("card_payments", "change_providerevent"),
}


class CardsDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.cards"
    label = "cards_dashboard"
    see, needs = SEE, NEEDS

    def get_urls(self):
        """The list, and the button that says that somebody has seen to a fault."""
        from shop.forks.dashboard.cards import views

        return self.post_process_urls(
            [
                path("", views.CardListView.as_view(), name="card-list"),
                path("event/<int:pk>/seen/", views.SeenView.as_view(), name="card-event-seen"),
            ]
        )

"""Our own part of the dashboard, built as Oscar builds its parts."""

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

    def pages(self):
        """The list, and the button that says that somebody has seen to a fault."""
        from shop.forks.dashboard.cards import views

        return {
            "": (views.CardListView, "card-list"),
            "event/<int:pk>/seen/": (views.SeenView, "card-event-seen"),
        }

"""Our own part of the dashboard, built as Oscar builds its parts."""

from django.urls import path

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, and each step to be taken.
SEE = ("settlement", "view_refund")
RETURNS = ("returns", "view_returnrequest")
GIVE = ("settlement", "add_refund")
NEEDS = {
    "money-list": SEE,
    "money-order": SEE,
    "money-give": GIVE,
    "money-lines": GIVE,
    "money-sent": ("settlement", "change_refund"),
    "return-list": RETURNS,
    "return-answer": ("returns", "change_returnrequest"),
    "return-close": ("returns", "change_returnrequest"),
    "money-cancel": ("order", "change_order"),
    "money-again": ("order", "change_order"),
}


class MoneyDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.money"
    label = "money_dashboard"
    see, needs = SEE, NEEDS

    def get_urls(self):
        """The list, an order's page, and an address for each step."""
        from shop.forks.dashboard.money import return_views, step_views, views

        urls = [
            path("", views.MoneyListView.as_view(), name="money-list"),
            path("refunds/<int:pk>/", step_views.SentView.as_view(), name="money-sent"),
            path("returns/", return_views.ReturnListView.as_view(), name="return-list"),
            path("returns/<int:pk>/", return_views.AnswerView.as_view(), name="return-answer"),
            path("returns/<int:pk>/close/", return_views.CloseView.as_view(), name="return-close"),
            path("<str:number>/", views.OrderMoneyView.as_view(), name="money-order"),
            path("<str:number>/give/", step_views.GiveView.as_view(), name="money-give"),
            path("<str:number>/lines/", step_views.LinesView.as_view(), name="money-lines"),
            path("<str:number>/cancel/", step_views.CancelView.as_view(), name="money-cancel"),
            path("<str:number>/again/", step_views.AgainView.as_view(), name="money-again"),
        ]
        return self.post_process_urls(urls)

"""Our own part of the dashboard, built as Oscar builds its parts."""

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

    def pages(self):
        """The list, an order's page, and an address for each step."""
        from shop.forks.dashboard.money import return_views, step_views, views

        return {
            "": (views.MoneyListView, "money-list"),
            "refunds/<int:pk>/": (step_views.SentView, "money-sent"),
            "returns/": (return_views.ReturnListView, "return-list"),
            "returns/<int:pk>/": (return_views.AnswerView, "return-answer"),
            "returns/<int:pk>/close/": (return_views.CloseView, "return-close"),
            "<slug:number>/": (views.OrderMoneyView, "money-order"),
            "<slug:number>/give/": (step_views.GiveView, "money-give"),
            "<slug:number>/lines/": (step_views.LinesView, "money-lines"),
            "<slug:number>/cancel/": (step_views.CancelView, "money-cancel"),
            "<slug:number>/again/": (step_views.AgainView, "money-again"),
        }

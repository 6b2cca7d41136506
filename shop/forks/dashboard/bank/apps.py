"""Our own part of the dashboard, built as Oscar builds its parts."""

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, and each page to be used.
SEE = ("bank", "view_banktransaction")
SEND_IN = ("bank", "add_bankstatement")
NEEDS = {
    "bank-list": SEE,
    "bank-booking": SEE,
    "bank-answer": ("bank", "change_banktransaction"),
    "bank-statements": SEND_IN,
    "bank-statement": SEND_IN,
}


class BankDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.bank"
    label = "bank_dashboard"
    see, needs = SEE, NEEDS

    def pages(self):
        """The list, one booking and its answers, the statements and one of them."""
        from shop.forks.dashboard.bank import views
        from shop.forks.dashboard.bank.statements import views as statements

        return {
            "": (views.BookingListView, "bank-list"),
            "<int:pk>/": (views.BookingView, "bank-booking"),
            "<int:pk>/answer/": (views.AnswerView, "bank-answer"),
            "statement/": (statements.StatementsView, "bank-statements"),
            "statement/<int:pk>/": (statements.StatementView, "bank-statement"),
        }

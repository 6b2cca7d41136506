"""Our own part of the dashboard, built as Oscar builds its parts."""

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, and each page to be used.
SEE = ("shop_messages", "view_message")
SETTLE = ("shop_messages", "change_message")
NEEDS = {
    "message-list": SEE,
    "message-detail": SEE,
    "message-html": SEE,
    "message-send-again": SETTLE,
    "message-arrived": SETTLE,
    "message-samples": SEE,
    "message-sample": SEE,
    "message-sample-html": SEE,
}


class MessagesDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.messages"
    label = "messages_dashboard"
    see, needs = SEE, NEEDS

    def pages(self):
        """The list, one message, what may be done with it, and the samples."""
        from shop.forks.dashboard.messages import views

        sample = "samples/<slug:kind>/<slug:language>/"
        return {
            "": (views.MessageListView, "message-list"),
            "<int:pk>/": (views.MessageView, "message-detail"),
            "<int:pk>/html/": (views.MessageHtmlView, "message-html"),
            "<int:pk>/send-again/": (views.SendAgainView, "message-send-again"),
            "<int:pk>/arrived/": (views.ArrivedView, "message-arrived"),
            "samples/": (views.SamplesView, "message-samples"),
            sample: (views.SampleView, "message-sample"),
            f"{sample}html/": (views.SampleHtmlView, "message-sample-html"),
        }

"""The office's list of messages: by state, kind and channel, and by words."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message

State = Message.State
#: Tabs of the list: the value in the address, and what it is called.
TABS = {
    "look": pgettext_lazy("message", "to be looked at"),
    **{state.value: state.label for state in State},
    "all": pgettext_lazy("message", "all"),
}
FIRST_TAB = "all"


@dataclass(frozen=True)
class Filter:
    """What is asked for; what is no tab, kind or channel counts as not asked."""

    tab: str = FIRST_TAB
    kind: str = ""
    channel: str = ""
    typed: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        """As the address says."""
        tab, kind, channel = (query.get(name, "") for name in ("tab", "kind", "channel"))
        return cls(
            tab if tab in TABS else FIRST_TAB,
            kind if kind in Kind else "",
            channel if channel in Channel else "",
            query.get("q", "").replace("\0", "").strip()[:100],
        )

    def in_tab(self, tab: str) -> QuerySet[Message]:
        """The messages of a tab that all else fits, the unsure ones first, then the newest."""
        messages = Message.objects.need_staff() if tab == "look" else Message.objects.all()
        if tab in State:
            messages = messages.filter(state=tab)
        if self.kind:
            messages = messages.filter(kind=self.kind)
        if self.channel:
            messages = messages.filter(channel=self.channel)
        if self.typed:
            messages = messages.filter(order__number__iexact=self.typed) | messages.filter(
                recipient__icontains=self.typed
            )
        first = Case(When(state=State.UNSURE, then=Value(0)), default=Value(1), output_field=IntegerField())
        return messages.order_by(first, "-pk")

    def messages(self) -> QuerySet[Message]:
        """What the list shows."""
        return self.in_tab(self.tab).select_related("order")

"""Draws the states of a parcel, and who moves it, into `docs/orders.md`, from the table that is enforced."""

from shop.fulfilment.states import TRANSITIONS, Status, of_order

#: Parcels' states that make an order's, for the table; the code decides (`of_order`).
_EXAMPLES = (
    {Status.UNPAID},
    {Status.NEW, Status.SENT},
    {Status.NEW, Status.SHORT},
    {Status.SENT, Status.DELIVERED, Status.CANCELLED},
    {Status.LAPSED},
    {Status.CANCELLED},
)


def drawing() -> str:
    """The states as a Mermaid diagram, each step with who makes it, and an order's own states as a table."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> unpaid", "    [*] --> new"]
    for status, onward in TRANSITIONS.items():
        for to, movers in onward.items():
            lines.append(f"    {status.value} --> {to.value}: {', '.join(sorted(m.value for m in movers))}")
        if not onward:
            lines.append(f"    {status.value} --> [*]")
    rows = [
        f"| {', '.join(sorted(s.value for s in states))} | `{of_order(states)}` |" for states in _EXAMPLES
    ]
    return "\n".join([*lines, "```", "", "| parcels are | the order is |", "|---|---|", *rows, ""])

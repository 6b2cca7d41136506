"""What the buttons of the stand-in's dashboard do."""

from shop.tests.stripe.errors import invalid


def carry_out(world, doing: str, thing_id: str) -> list[dict]:
    """Does one thing; the events that are to be sent once more."""
    doings = {
        "succeed": lambda: world.decide(thing_id, succeeds=True),
        "fail": lambda: world.decide(thing_id, succeeds=False),
        "refund": lambda: world.refund({"payment_intent": _payment(world, thing_id)["id"]}),
        "refund-half": lambda: _refund_half(world, _payment(world, thing_id)),
        "refund-arrives": lambda: world.decide_refund(thing_id, succeeds=True),
        "refund-fails": lambda: world.decide_refund(thing_id, succeeds=False),
        "dispute": lambda: world.dispute(_payment(world, thing_id)["id"]),
        "win": lambda: world.close_dispute(thing_id, won=True),
        "lose": lambda: world.close_dispute(thing_id, won=False),
        "send": lambda: None,
    }
    if doing not in doings:
        raise invalid(f"There is nothing called {doing} to do.")
    doings[doing]()
    return [event for event in world.events if doing == "send" and event["id"] == thing_id]


def _payment(world, session_id):
    session = world.sessions.get(session_id)
    if session is None or not session["payment_intent"]:
        raise invalid("Nobody has paid by this session.")
    return world.payments[session["payment_intent"]]


def _refund_half(world, payment):
    world.refund({"payment_intent": payment["id"], "amount": payment["amount"] // 2})

"""The hosted page, where a tester is the shopper and the bank, and a small dashboard of what has happened."""

from html import escape

from shop.tests.stripe.webhook import Way

WORDS = {
    "vi": {
        "title": "Trang thanh toán thử",
        "note": "Đây là bản thay thế Stripe để thử. Không có thẻ nào bị trừ tiền.",
        "pay": "Thanh toán",
        "decline": "Thẻ bị từ chối",
        "later": "Ngân hàng trả lời sau",
        "cancel": "Quay lại cửa hàng",
        "closed": "Phiên thanh toán này đã đóng.",
        "declined": "Thẻ bị từ chối. Hãy thử thẻ khác.",
        "way": "Cách gửi thông báo tới cửa hàng",
    },
    "en": {
        "title": "Sample payment page",
        "note": "This stands in for Stripe to try things out. No card is charged.",
        "pay": "Pay",
        "decline": "Card declined",
        "later": "The bank answers later",
        "cancel": "Back to the shop",
        "closed": "This payment session is closed.",
        "declined": "The card was declined. Please try another.",
        "way": "How the shop is told",
    },
}
STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
button, select { font: inherit; min-height: 44px; padding: .25rem 1rem; margin: .25rem 0 }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; border-bottom: 1px solid #ccc }
form { margin: .25rem 0 }
"""


def hosted(session: dict, *, declined: bool = False) -> str:
    """The page on which a shopper pays."""
    language = session["locale"] if session["locale"] in WORDS else "vi"
    words = WORDS[language]
    if session["status"] != "open":
        return _page(language, words["title"], f"<p>{words['closed']}</p>{_back(session, words)}")
    buttons = "".join(
        f'<p><button name="do" value="{name}">{words[name]}</button></p>'
        for name in ("pay", "decline", "later")
    )
    ways = "".join(f'<option value="{way}">{way}</option>' for way in Way)
    alert = f'<p role="alert">{words["declined"]}</p>' if declined else ""
    body = f"""{alert}<p><strong>{_dong(session["amount_total"])}</strong>
<br>{escape(session["client_reference_id"] or "")}</p>
<form method="post">{buttons}
<p><label>{words["way"]}<br><select name="way">{ways}</select></label></p></form>{_back(session, words)}"""
    return _page(language, words["title"], f"<p>{words['note']}</p>{body}")


def _back(session, words):
    return f'<p><a href="{escape(session["cancel_url"])}">{words["cancel"]}</a></p>'


def dashboard(world, answers: dict[str, list[int]]) -> str:
    """What has happened, what can be done to it, and what the shop answered to each event."""
    rows = "".join(_session_row(world, session) for session in reversed(world.sessions.values()))
    disputes = "".join(_dispute_row(dispute) for dispute in world.disputes.values())
    refunds = "".join(_refund_row(refund) for refund in world.refunds.values())
    events = "".join(_event_row(event, answers) for event in reversed(world.events))
    body = f"""<h2>Sessions</h2><table>{rows}</table><h2>Refunds</h2><table>{refunds}</table>
<h2>Disputes</h2><table>{disputes}</table><h2>Events</h2><table>{events}</table>"""
    return _page("en", "Stand-in of Stripe", body)


def _session_row(world, session):
    payment = world.payments.get(session["payment_intent"] or "")
    status = payment["status"] if payment else session["status"]
    doings = {"processing": ("succeed", "fail"), "succeeded": ("refund", "refund-half", "dispute")}.get(
        status, ()
    )
    link = f'<a href="{escape(session["url"])}">pay</a>' if session["url"] else ""
    reference = escape(session["client_reference_id"] or "")
    return (
        f"<tr><td>{reference}</td><td>{_dong(session['amount_total'])}</td><td>{status} {link}</td>"
        f"<td>{_buttons(session['id'], doings)}</td></tr>"
    )


def _refund_row(refund):
    doings = ("refund-arrives", "refund-fails")
    return (
        f"<tr><td>{refund['id']}</td><td>{_dong(refund['amount'])}</td><td>{refund['status']}</td>"
        f"<td>{_buttons(refund['id'], doings)}</td></tr>"
    )


def _dispute_row(dispute):
    doings = ("win", "lose") if dispute["status"] == "needs_response" else ()
    return (
        f"<tr><td>{dispute['id']}</td><td>{_dong(dispute['amount'])}</td><td>{dispute['status']}</td>"
        f"<td>{_buttons(dispute['id'], doings)}</td></tr>"
    )


def _event_row(event, answers):
    told = ", ".join(map(str, answers.get(event["id"], ()))) or "not sent"
    return f"<tr><td>{event['type']}</td><td>{told}</td><td>{_buttons(event['id'], ('send',))}</td></tr>"


def _buttons(thing_id, doings):
    return "".join(
        f'<form method="post" action="/dashboard"><input type="hidden" name="id" value="{escape(thing_id)}">'
        f'<button name="do" value="{doing}">{doing}</button></form>'
        for doing in doings
    )


def _dong(amount):
    return f"{amount:,} ₫".replace(",", ".")


def _page(language, title, body):
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE}</style></head>"
        f"<body><h1>{title}</h1>{body}</body></html>"
    )

"""Form parameters as Stripe reads them: `line_items[0][price_data][currency]=vnd`, unknown ones refused.

Of the API's parameters it knows those that a shop like ours may use; all others are unknown to it.
"""

import re
from urllib.parse import parse_qsl

from shop.tests.stripe.errors import invalid

LINE = r"line_items\[\d+\]"
PRICE = rf"{LINE}\[price_data\]"
METADATA = r"metadata\[\w{1,40}\]"
SESSION = (
    *("mode", "success_url", "cancel_url", "client_reference_id", "customer_email", "expires_at"),
    *(
        "locale",
        METADATA,
        r"payment_intent_data\[description\]",
        rf"payment_intent_data\[{METADATA[:8]}\]\[\w+\]",
    ),
    *(r"allowed_payment_method_types\[\d+\]", r"adaptive_pricing\[enabled\]"),
    *(rf"{LINE}\[quantity\]", rf"{PRICE}\[currency\]", rf"{PRICE}\[unit_amount\]"),
    *(rf"{PRICE}\[product_data\]\[name\]",),
)
REFUND = ("payment_intent", "charge", "amount", "reason", METADATA)
EXPIRE: tuple[str, ...] = ()
LIST = ("payment_intent", "limit")


def parse(text: str, allowed: tuple[str, ...]) -> dict:
    """The parameters as nested dictionaries; what is not allowed raises 400 parameter_unknown."""
    found: dict = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        if not any(re.fullmatch(pattern, name) for pattern in allowed):
            raise invalid(f"Received unknown parameter: {name}", param=name, code="parameter_unknown")
        if value == "":
            raise invalid(
                f"You passed an empty string for '{name}'.", param=name, code="parameter_invalid_empty"
            )
        _put(found, re.findall(r"[^\[\]]+", name), value)
    return found


def _put(into, path, value):
    for step in path[:-1]:
        into = into.setdefault(step, {})
    into[path[-1]] = value


def whole(text, name: str) -> int:
    """A whole number; anything else is 400 parameter_invalid_integer."""
    if not re.fullmatch(r"-?\d+", text or ""):
        raise invalid(f"Invalid integer: {text}", param=name, code="parameter_invalid_integer")
    return int(text)


def needed(found: dict, name: str):
    """What has to be there; otherwise 400 parameter_missing."""
    if name not in found:
        raise invalid(f"Missing required param: {name}.", param=name, code="parameter_missing")
    return found[name]

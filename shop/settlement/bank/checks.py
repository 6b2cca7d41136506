"""What is said at start-up about the account and the bank's layouts."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info
from django.core.checks import Warning as Doubt

from shop.payments.account import account_faults, shop_account
from shop.payments.statements.layouts import LayoutFault, layouts

SHORTEST_SECRET = 24


def check_account(app_configs, **kwargs) -> list[CheckMessage]:
    """Told plainly: no account (so no bank transfer), one that cannot be, a sample's, a weak secret."""
    return [*_of_the_account(), *_of_the_layouts(), *_of_the_feed()]


def _of_the_account():
    faults = account_faults()
    if faults:
        hint = "Bank transfer is not offered at checkout until BANK_BIN, BANK_ACCOUNT, … are right."
        return [Error(fault, hint=hint, id="bank.E001") for fault in faults]
    account = shop_account()
    if account is None:
        said = "Bank transfer is not offered at checkout: BANK_ACCOUNT is empty."
        return [
            Info(said, hint="Set BANK_BIN, BANK_ACCOUNT, BANK_ACCOUNT_NAME and BANK_NAME.", id="bank.I001")
        ]
    if account.is_sample and not settings.DEMO:
        return [Error("BANK_BIN is that of the sample account; nobody can pay to it.", id="bank.E002")]
    return []


def _of_the_layouts():
    try:
        layouts(settings.BANK_STATEMENT_LAYOUTS)
    except LayoutFault as fault:
        return [Error(f"BANK_STATEMENT_LAYOUTS: {fault}", id="bank.E003")]
    return []


def _of_the_feed():
    secret = settings.BANK_FEED_SECRET
    if secret and len(secret) < SHORTEST_SECRET:
        return [Doubt(f"BANK_FEED_SECRET is shorter than {SHORTEST_SECRET} characters.", id="bank.W001")]
    return []

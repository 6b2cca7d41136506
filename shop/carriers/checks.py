"""What start-up says about the carriers' keys: none, half of them, or an address that is not for them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from shop.carriers.known import GHN, GHTK

#: Carrier → its settings that go together, and the one with another address of its machine.
KEYS = {GHN: ("GHN_TOKEN", "GHN_SHOP_ID"), GHTK: ("GHTK_TOKEN", "GHTK_PARTNER")}
BASES = {GHN: "GHN_API_BASE", GHTK: "GHTK_API_BASE"}
OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}


def check_carriers(app_configs, **kwargs):
    """For Django's system checks. Never shows a key."""
    return [message for code in KEYS for message in _of(code)]


def has_all_of(code: str) -> bool:
    """Whether a carrier can be booked with: all its keys are there, and nothing is wrong with them."""
    return all(getattr(settings, name) for name in KEYS[code]) and not _of(code)


def _of(code):
    missing = [name for name in KEYS[code] if not getattr(settings, name)]
    if len(missing) == len(KEYS[code]):
        return []
    found = []
    if missing:
        hint = "Without it the carrier is hidden."
        found.append(checks.Error(f"{missing[0]} is missing.", hint=hint, id="carriers.E001"))
    shop_id = settings.GHN_SHOP_ID
    if code == GHN and shop_id and not (shop_id.isascii() and shop_id.isdigit()):
        found.append(checks.Error("GHN_SHOP_ID is a number.", id="carriers.E002"))
    for name in KEYS[code]:
        if not getattr(settings, name).isprintable() or " " in getattr(settings, name):
            found.append(checks.Error(f"{name} has spaces in it.", id="carriers.E003"))
    return [*found, *_base(BASES[code])]


def _base(name):
    """Encrypted; the stand-in of tests listens on this machine, and never in public."""
    parts = urlsplit(getattr(settings, name))
    if not getattr(settings, name):
        return []
    if parts.scheme == "https" and parts.hostname and not parts.path.strip("/"):
        return []
    if settings.CARRIERS_STAND_IN_ALLOWED and parts.scheme == "http" and parts.hostname in OWN_MACHINE:
        return []
    return [checks.Error(f"{name} has to be https:// and a host, and nothing more.", id="carriers.E004")]

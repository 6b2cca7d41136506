"""Whether the settings can carry messages to phones, said at the start and not at the first message."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register

from shop.messages.kinds import Channel


@register
def phone_settings(app_configs, **kwargs) -> list[Error]:
    """What is wrong with `MESSAGES_…`; nothing where no webhook is named."""
    address = urlsplit(settings.MESSAGES_WEBHOOK_URL)
    if not settings.MESSAGES_WEBHOOK_URL:
        return []
    faults = []
    if address.scheme != "https" or not address.hostname:
        faults.append(Error("MESSAGES_WEBHOOK_URL has to begin with https://.", id="shop_messages.E001"))
    if not settings.MESSAGES_WEBHOOK_SECRET:
        faults.append(Error("MESSAGES_WEBHOOK_URL needs MESSAGES_WEBHOOK_SECRET.", id="shop_messages.E002"))
    if settings.MESSAGES_PHONE_CHANNEL not in (Channel.SMS, Channel.ZALO):
        faults.append(Error("MESSAGES_PHONE_CHANNEL is sms or zalo.", id="shop_messages.E003"))
    return faults

"""Settings that could carry no message are told when the shop starts."""

import pytest

from shop.messages.checks import phone_settings

GOOD = {
    "MESSAGES_WEBHOOK_URL": "https://gateway.example/",
    "MESSAGES_WEBHOOK_SECRET": "s",
    "MESSAGES_PHONE_CHANNEL": "zalo",
}


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"MESSAGES_WEBHOOK_URL": ""}, []),
        ({"MESSAGES_WEBHOOK_URL": "http://gateway.example/"}, ["shop_messages.E001"]),
        ({"MESSAGES_WEBHOOK_URL": "https:///"}, ["shop_messages.E001"]),
        ({"MESSAGES_WEBHOOK_SECRET": ""}, ["shop_messages.E002"]),
        ({"MESSAGES_PHONE_CHANNEL": "email"}, ["shop_messages.E003"]),
    ],
)
def test_what_is_wrong_is_named(settings, changed, faults):
    for name, value in {**GOOD, **changed}.items():
        setattr(settings, name, value)

    assert [fault.id for fault in phone_settings(None)] == faults

"""What shoppers and points are told, and what carries it to phones."""

from shop.settings.environment import env

# Hours before their deadlines at which a point is reminded to confirm, and a shopper to transfer the money;
# days for which a packed pick-up is kept.
CONFIRM_REMINDER_HOURS = env.int("CONFIRM_REMINDER_HOURS", default=4)
PAYMENT_REMINDER_HOURS = env.int("PAYMENT_REMINDER_HOURS", default=6)
PICK_UP_WITHIN_DAYS = env.int("PICK_UP_WITHIN_DAYS", default=7)
# Minutes of opening in which a point has ready what is to be fetched.
PICK_UP_READY_MINUTES = env.int("PICK_UP_READY_MINUTES", default=120)
# Days after it came within which a buyer may ask, on the order's page, to give something back.
RETURN_DAYS = env.int("RETURN_DAYS", default=7)
# Who carries messages to phones (docs/decisions/0030): an address of the operator's own that takes each as
# JSON, the secret that signs it, and whether it wants words for SMS (sms) or for Zalo (zalo). Empty: nobody.
MESSAGES_WEBHOOK_URL = env("MESSAGES_WEBHOOK_URL", default="")
MESSAGES_WEBHOOK_SECRET = env("MESSAGES_WEBHOOK_SECRET", default="")
MESSAGES_PHONE_CHANNEL = env("MESSAGES_PHONE_CHANNEL", default="sms")
# Whom those who answer may call about an order, where the point has no phone.
SHOP_PHONE = env("SHOP_PHONE", default="")
# What a message is to say is known above the outbox.
MESSAGE_CONTEXTS = "shop.fulfilment.letters.facts_of"

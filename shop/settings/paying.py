"""The ways to pay that a machine is set up for, and how long goods are kept for the money."""

from shop.settings.environment import env

_DEMO = env.bool("DEMO", default=True)

# Cash on delivery is for orders of at most so many đồng.
CASH_ON_DELIVERY_CAP = env.int("CASH_ON_DELIVERY_CAP", default=3_000_000)
# How long goods are kept for money that comes before: for a card a little longer than its payment page lasts
# (Stripe's shortest is 30 minutes), for a bank transfer a day.
HOLD_MINUTES_CARD = 35
HOLD_HOURS_TRANSFER = env.int("HOLD_HOURS_TRANSFER", default=24)
# The account for bank transfers: the account, the bank's six digits, whose it is, the bank's name. Empty: no
# bank transfer. A sample shop shows an account of no bank, so that nothing can be sent to it.
BANK_ACCOUNT = env("BANK_ACCOUNT", default="000000000000" if _DEMO else "")
BANK_BIN = env("BANK_BIN", default="999999" if _DEMO else "")
BANK_ACCOUNT_NAME = env("BANK_ACCOUNT_NAME", default="TAI KHOAN MAU" if _DEMO else "")
BANK_NAME = env("BANK_NAME", default="Ngân hàng mẫu" if _DEMO else "")
# What signs the messages of a bank-feed service; empty: nothing is listened to.
BANK_FEED_SECRET = env("BANK_FEED_SECRET") if "BANK_FEED_SECRET" in env.ENVIRON else ""
# A file of layouts of bank statements beside those that are built in.
BANK_STATEMENT_LAYOUTS = env("BANK_STATEMENT_LAYOUTS", default="")
# Đồng that the office may accept as missing or as too much, so that nobody is asked for a bank's fee.
BANK_ACCEPT_DIFFERENCE = env.int("BANK_ACCEPT_DIFFERENCE", default=5_000)

# Cards, by Stripe (docs/decisions/0032). Without both, payment by card is hidden. A restricted key is enough.
STRIPE_SECRET_KEY = env("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env("STRIPE_WEBHOOK_SECRET", default="")
# Another address of its API: the stand-in of tests and of the sample shop, on this machine.
STRIPE_API_BASE = env("STRIPE_API_BASE", default="")
CARD_STAND_IN_ALLOWED = False

# The rates of VAT (0, 5, 8, 10 or KCT: not subject to it) within the prices of goods that have none of their
# own, within the delivery fee and within gift wrapping. Empty: not said, so no tax is worked out. The sample
# shop's are samples: which rate holds for which goods is for whoever keeps the operator's books to say.
VAT_RATE = env("VAT_RATE", default="8" if _DEMO else "")
VAT_RATE_DELIVERY = env("VAT_RATE_DELIVERY", default="8" if _DEMO else "")
VAT_RATE_GIFT_WRAP = env("VAT_RATE_GIFT_WRAP", default="8" if _DEMO else "")

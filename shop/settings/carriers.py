"""Carriers that parcels can be booked with (docs/decisions/0036); without keys none of them is shown."""

from shop.settings.environment import env

# Giao Hàng Nhanh: the account's token and the number of its shop. Both or none.
GHN_TOKEN = env("GHN_TOKEN", default="")
GHN_SHOP_ID = env("GHN_SHOP_ID", default="")
# Giao Hàng Tiết Kiệm: the token and the partner's code (S…). Both or none.
GHTK_TOKEN = env("GHTK_TOKEN", default="")
GHTK_PARTNER = env("GHTK_PARTNER", default="")
# Other addresses of their machines, such as the carriers' own for trials. Empty: the official ones.
GHN_API_BASE = env("GHN_API_BASE", default="")
GHTK_API_BASE = env("GHTK_API_BASE", default="")
# Hours after which a carrier is asked anew where a parcel is.
CARRIERS_ASKED_EVERY_HOURS = env.int("CARRIERS_ASKED_EVERY_HOURS", default=3)
CARRIERS_STAND_IN_ALLOWED = False

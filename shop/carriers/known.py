"""The carriers that staff may choose, and where each shows a parcel to who has its number.

A link stands here only where the carrier's own pages or several public shops show it; of the others people
get the number alone, since a link that leads nowhere is worse than none.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What tracking numbers are made of; GHTK's have dots (S1.A1.17373471).
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9.-]{2,39}")
LONGEST_NUMBER = 40


@dataclass(frozen=True)
class KnownCarrier:
    """A carrier by name. `link` has `{}` for the number; "" where nobody is sure of one.

    `has_numbers` is False for coaches and drivers, which are told in words: whose, and whom to call.
    """

    code: str
    name: str | Promise
    link: str = ""
    has_numbers: bool = True

    def tracking_link(self, number: str) -> str:
        """Where somebody sees how far the parcel is; "" where that is not known."""
        return self.link.format(quote(number, safe="")) if self.link and number else ""


GHN, GHTK = "ghn", "ghtk"
COACH = "coach"
CARRIERS = {
    carrier.code: carrier
    for carrier in (
        # viettelpost.com.vn has a page for typing the number in; shops disagree on how a link would name it.
        KnownCarrier("viettel", "Viettel Post"),
        # vnpost.vn has changed its address several times; that of old is gone.
        KnownCarrier("vnpost", "VNPost / EMS"),
        # GHN's own settings of its Laravel package, and many shops: donhang.ghn.vn/?order_code=…
        KnownCarrier(GHN, "Giao Hàng Nhanh (GHN)", "https://donhang.ghn.vn/?order_code={}"),
        # The same for GHTK: i.ghtk.vn/…
        KnownCarrier(GHTK, "Giao Hàng Tiết Kiệm (GHTK)", "https://i.ghtk.vn/{}"),
        # jtexpress.vn wants four digits of the buyer's phone beside the number.
        KnownCarrier("jt", "J&T Express"),
        KnownCarrier(COACH, _("Coach or driver"), has_numbers=False),
    )
}


def read_number(typed: str) -> str | None:
    """A tracking number as carriers write it, whatever spaces and small letters were typed.

    None for what cannot be one.
    """
    number = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    return number if NUMBER.fullmatch(number) else None


def tracking_link(carrier: str, number: str) -> str:
    """Where somebody sees how far a parcel of a carrier (its code) is; "" where that is not known."""
    known = CARRIERS.get(carrier)
    return known.tracking_link(number) if known else ""

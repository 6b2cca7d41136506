"""Oscar's vouchers, used no more often than they may be."""

from oscar.apps.voucher import apps


class VoucherConfig(apps.VoucherConfig):
    name = "shop.forks.voucher"

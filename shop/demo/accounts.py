"""The sample accounts, in one place: who signs in with what, to try which part of the shop.

They have a password that everybody can read here, so they come to be only on a person's own machine.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from cms.operations import marketers_group
from shop.accounts.models import User
from shop.demo.points import WAREHOUSE_CODE, WAREHOUSE_NAME
from shop.demo.rows import Tally, rows
from shop.forks.partner.memberships import join
from shop.forks.partner.models import Partner, PointMembership

PASSWORD = "mau-ocop-2026"  # noqa: S105
OFFICE = "office@mau.example"
MARKETER = "bientap@mau.example"
WAREHOUSE = "kho@mau.example"


@dataclass(frozen=True)
class SampleAccount:
    """An account to try the shop with; `partner_code` names the place whose staff it belongs to."""

    email: str
    purpose: str
    partner_code: str = ""


def seller_email(slug: str) -> str:
    """The account of a sample point's seller."""
    return f"diemban-{slug}@mau.example"


def sample_accounts() -> list[SampleAccount]:
    """Office, marketer, warehouse and one seller for each sample point."""
    sellers = [
        SampleAccount(seller_email(row["slug"]), f"nhân viên: {row['name']}", row["slug"])
        for row in rows("sales_points")
    ]
    return [
        SampleAccount(OFFICE, "văn phòng: quản trị tất cả"),
        SampleAccount(MARKETER, "biên tập: trang chủ, tin tức, bản du lịch"),
        SampleAccount(WAREHOUSE, f"nhân viên: {WAREHOUSE_NAME}", WAREHOUSE_CODE),
        *sellers,
    ]


def are_allowed() -> bool:
    """Whether this is a sample shop on a person's own machine."""
    return bool(settings.DEMO and settings.DEBUG)


def build_accounts() -> Tally:
    """The accounts that are missing; none at all where they are not allowed."""
    if not are_allowed():
        return Tally(0, 0)
    accounts = sample_accounts()
    there = set(User.objects.filter(email__endswith="@mau.example").values_list("email", flat=True))
    missing = [account for account in accounts if account.email not in there]
    # Made once, as it takes a good part of a second on purpose.
    hashed = make_password(PASSWORD) if missing else ""
    for account in missing:
        _create(account, hashed)
    return Tally(len(accounts), len(missing))


def _create(account, hashed):
    is_office = account.email == OFFICE
    user = User.objects.create(
        email=account.email, password=hashed, is_staff=is_office, is_superuser=is_office
    )
    if account.email == MARKETER:
        user.groups.add(marketers_group())
    if account.partner_code:
        # As manager, so that everything at the counter can be tried.
        partner = Partner.objects.get(code=account.partner_code)
        join(partner=partner, user=user, role=PointMembership.Role.MANAGER)

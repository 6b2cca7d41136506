"""Where a point's morning news goes, as its manager sees it."""

from shop.accounts.models import User
from shop.demo.accounts import seller_email
from shop.tests.scenes.counter import COUNTER, as_staff, own_point
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW
from shop.warehouse.models import PointDigest
from shop.warehouse.telling import keep_hook


def as_manager(client):
    """The point's manager, signed in."""
    user = User.objects.get(email=seller_email(own_point().slug))
    user.memberships.filter(partner=own_point().partner).update(role="manager")
    return as_staff(f"{COUNTER}diem/{own_point().partner.code}/bao-tin/")(client)


def with_a_hook(client):
    """A chat service is set, and did not answer this morning."""
    partner = own_point().partner
    keep_hook(partner=partner, url="https://chat.example/hooks/muong-thanh")
    how = {"text": "Đơn đang chờ", "hook_state": "failed", "hook_error": "Địa chỉ không trả lời."}
    PointDigest.objects.create(partner=partner, day=NOW.date(), written_at=NOW, **how)
    return as_manager(client)


def of_another_role(client):
    """A seller of the point."""
    address = as_manager(client)
    User.objects.get(email=seller_email(own_point().slug)).memberships.update(role="seller")
    return address


def keeps_a_wrong_address(person):
    """Writes an address without encryption."""
    person.sends("url", url="http://chat.example/hooks/a")


BY = Who.STAFF
SCENES = [
    Scene("news", "Bản tin sáng: chỉ qua thư", as_manager, BY),
    Scene("news-hook", "Bản tin sáng: có dịch vụ chat", with_a_hook, BY),
    Scene("news-refused", "Bản tin sáng: địa chỉ sai", as_manager, BY, keeps_a_wrong_address, 422),
    Scene("news-other-role", "Bản tin sáng: việc của quản lý", of_another_role, BY, status=403),
]

"""Headers on every answer: strict for visitors, as loose as needed for the two interfaces of staff."""

import pytest

from shop.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/san-pham/", "/gio-hang/", "/tai-khoan/dang-nhap/", "/khong-co/"])
def test_visitors_pages_run_nothing_inline_and_stand_in_no_frame(client, address):
    answer = client.get(address)

    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"


def test_staffs_interfaces_may_do_what_their_templates_need(client):
    client.force_login(User.objects.create_superuser("office@example.com", "x"))

    answer = client.get("/quan-tri/")

    assert "'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"

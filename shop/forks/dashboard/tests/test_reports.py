"""The office's reports."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from shop.forks.dashboard.tests.office import a_superuser

pytestmark = pytest.mark.django_db


def test_no_report_is_offered_that_nobody_writes(client):
    client.force_login(a_superuser())
    page = reverse("dashboard:reports-index")

    offered = BeautifulSoup(client.get(page).content, "html.parser").select("[name=report_type] option")

    codes = {option["value"] for option in offered}
    assert "order_report" in codes
    assert not codes & {"product_analytics", "user_analytics"}
    assert client.get(page, {"report_type": "product_analytics"}).status_code == 200

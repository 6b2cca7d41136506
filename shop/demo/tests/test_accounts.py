"""The sample accounts and the welcome that names them."""

from io import StringIO

import pytest
from django.core.management import call_command

from cms.operations import marketers_group
from shop.accounts.models import User
from shop.demo.accounts import (
    MARKETER,
    OFFICE,
    PASSWORD,
    WAREHOUSE,
    build_accounts,
    sample_accounts,
    seller_email,
)
from shop.demo.places import build_communes
from shop.demo.points import build_points, build_warehouse


def printed(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


@pytest.fixture
def places(db):
    """The places whose staff sign in."""
    build_communes()
    build_warehouse()
    build_points()


@pytest.mark.usefixtures("places")
class TestOnAPersonsOwnMachine:
    @pytest.fixture(autouse=True)
    def accounts(self, settings, places):
        settings.DEBUG = True
        build_accounts()

    def test_the_office_may_do_everything(self):
        office = User.objects.get(email=OFFICE)
        assert office.is_superuser
        assert office.is_staff
        assert office.check_password(PASSWORD)

    def test_the_marketer_writes_pages_and_nothing_else(self):
        marketer = User.objects.get(email=MARKETER)
        assert list(marketer.groups.all()) == [marketers_group()]
        assert not marketer.is_staff
        assert not marketer.is_superuser

    def test_a_seller_belongs_to_one_point(self):
        seller = User.objects.get(email=seller_email("muong-lay"))
        assert [partner.code for partner in seller.partners.all()] == ["muong-lay"]
        assert not seller.is_staff

    def test_the_warehouse_has_its_own(self):
        keeper = User.objects.get(email=WAREHOUSE)
        assert [partner.code for partner in keeper.partners.all()] == ["kho-trung-tam"]

    def test_there_are_thirteen_and_a_second_run_leaves_a_changed_password(self):
        office = User.objects.get(email=OFFICE)
        office.set_password("another")
        office.save()
        assert build_accounts() == (13, 0)
        assert User.objects.count() == len(sample_accounts()) == 13
        office.refresh_from_db()
        assert office.check_password("another")

    def test_the_welcome_names_addresses_and_accounts(self):
        text = printed("welcome", "--port", "8123")
        assert "http://127.0.0.1:8123/san-pham/" in text
        for word in (OFFICE, MARKETER, WAREHOUSE, seller_email("muong-lay"), PASSWORD):
            assert word in text


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("demo", "debug"), [(True, False), (False, True), (False, False)])
def test_nowhere_else(settings, demo, debug):
    settings.DEMO, settings.DEBUG = demo, debug
    assert build_accounts() == (0, 0)
    assert not User.objects.exists()
    assert PASSWORD not in printed("welcome")

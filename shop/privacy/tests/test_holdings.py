"""No table that may name a person is forgotten by the file that is handed out."""

from django.apps import apps

from shop.accounts.models import User
from shop.forks.order.models import Order
from shop.privacy.holdings import HANDED_OUT, LEFT_OUT

NAMING = ("email", "phone", "recipient", "contact", "payer", "buyer")


def may_name_a_person(model):
    """Whether it points at an account or an order, or has a field for a person's particulars."""
    fields = [field for field in model._meta.get_fields() if field.concrete]
    points = any(field.is_relation and field.related_model in (User, Order) for field in fields)
    return model is User or points or any(word in field.name for field in fields for word in NAMING)


def test_every_table_that_may_name_a_person_is_handed_out_or_says_why_not():
    found = {m._meta.label for m in apps.get_models(include_auto_created=True) if may_name_a_person(m)}

    assert found - set(HANDED_OUT) - set(LEFT_OUT) == set()
    # What is named here is there.
    assert (set(HANDED_OUT) | set(LEFT_OUT)) - {m._meta.label for m in apps.get_models(True)} == set()
    assert set(HANDED_OUT) & set(LEFT_OUT) == set()

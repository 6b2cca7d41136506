"""Bar codes: the last digit checks the others, so that one wrong digit or two changed places are found."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from catalog.products.gtin import LENGTHS, check_digit, is_gtin, validate_gtin
from catalog.products.models import Product
from shop.tests.worlds import a_product

bodies = st.sampled_from(LENGTHS).flatmap(
    lambda length: st.text("0123456789", min_size=length - 1, max_size=length - 1)
)


@pytest.mark.parametrize("code", ["96385074", "036000291452", "8930000000019", "10012345678902"])
def test_codes_from_real_labels(code):
    assert is_gtin(code)
    validate_gtin(code)


@given(bodies)
def test_every_body_has_one_right_last_digit(body):
    right = [digit for digit in "0123456789" if is_gtin(body + digit)]
    assert right == [str(check_digit(body))]


@given(bodies, st.data())
def test_one_wrong_digit_is_always_found(body, data):
    code = body + str(check_digit(body))
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))
    assert not is_gtin(code[:place] + other + code[place + 1 :])


@given(bodies)
def test_zeros_before_it_change_nothing(body):
    assert check_digit(body) == check_digit(body.zfill(13))


@pytest.mark.parametrize("text", ["", "123", "8930000000018", "89300000000 19", "٨٩٣٠٠٠٠٠٠٠٠١٩", "x" * 13])
def test_anything_else_is_refused_with_a_reason(text):
    assert not is_gtin(text)
    with pytest.raises(ValidationError):
        validate_gtin(text)


def test_the_digit_that_would_be_right_is_said():
    with pytest.raises(ValidationError, match="9"):
        validate_gtin("8930000000018")


@pytest.mark.django_db
class TestOnAProduct:
    def test_a_wrong_one_is_not_clean(self):
        product = a_product()
        product.upc = "8930000000018"
        with pytest.raises(ValidationError) as refused:
            product.full_clean()
        assert set(refused.value.message_dict) == {"upc"}

    @pytest.mark.parametrize("upc", ["1", "12345678901", "123456789"])
    def test_the_database_refuses_what_has_no_length_of_one(self, upc):
        product = a_product()
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.filter(pk=product.pk).update(upc=upc)

    def test_many_products_may_have_none(self):
        assert a_product().upc == a_product().upc

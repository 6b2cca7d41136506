"""What is typed is measured as it is kept: composing makes some texts longer than what was typed."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from catalog.text import NFCMixin
from shop.forks.dashboard.inspections.checklist import ChecklistForm

#: One letter that is three once composed.
GROWS = "\ufb2c"
PACKAGES = ("shop.counter", "shop.forks.dashboard")
#: What its form takes in ASCII alone, by a check of its own.
IN_ASCII = [("NumberForm", "series")]


def forms_of(package):
    """The classes of forms that stand in a package."""
    for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        if ".tests" not in found.name:
            module = import_module(found.name)
            for _name, form in inspect.getmembers(module, inspect.isclass):
                if issubclass(form, forms.BaseForm) and form.__module__ == found.name:
                    yield form


def measured_fields():
    """(form, name, field) of all fields of text with a limit; those of a model's form it measures itself."""
    for package in PACKAGES:
        for form in forms_of(package):
            for name, field in getattr(form, "declared_fields", {}).items():
                is_measured = isinstance(field, forms.CharField) and field.max_length
                if is_measured and (form.__name__, name) not in IN_ASCII:
                    yield form, name, field


@pytest.mark.parametrize(
    "field", [pytest.param(field, id=f"{form.__name__}.{name}") for form, name, field in measured_fields()]
)
def test_a_form_refuses_what_grows_beyond_its_column(field):
    with pytest.raises(ValidationError):
        field.clean(GROWS * field.max_length)


def test_the_fields_of_criteria_refuse_it_too():
    field = ChecklistForm._fields_of(None, type("", (), {"pk": 1}))["note-1"]

    with pytest.raises(ValidationError):
        field.clean(GROWS * field.max_length)


def test_a_models_own_form_refuses_it():
    """As `full_clean` composes before it measures; translations too."""
    columns = [
        column
        for model in apps.get_models()
        for column in model._meta.get_fields()
        if isinstance(column, NFCMixin) and isinstance(column, models.CharField)
    ]

    for column in columns:
        with pytest.raises(ValidationError):
            column.clean(GROWS * column.max_length, None)
    assert {"label_vi", "address_line"} <= {column.name for column in columns}

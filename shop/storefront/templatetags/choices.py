"""The values of a filter, written at once: a list has a hundred of them."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

register = template.Library()
SELECTED = mark_safe(" selected")  # noqa: S308 - our own word


@register.simple_tag
def options(choices, chosen):
    """An <option> for each choice with the number of products behind it; `chosen` is selected."""
    rows = ((each.value, SELECTED if each.value == chosen else "", each.name, each.count) for each in choices)
    return format_html_join("\n", '<option value="{}"{}>{} ({})</option>', rows)


@register.filter
def plain(number):
    """A whole number as machines write it; nothing where there is none."""
    return "" if number is None else str(number)

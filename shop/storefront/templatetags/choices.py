"""The values of a filter, written at once: a list has a hundred of them."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def options(choices, chosen):
    """An <option> for each choice with the number of products behind it; `chosen` is selected."""
    rows = (
        f'<option value="{escape(each.value)}"{" selected" if each.value == chosen else ""}>'
        f"{escape(each.name)} ({each.count})</option>"
        for each in choices
    )
    return mark_safe("\n".join(rows))  # noqa: S308 - every part is escaped


@register.filter
def plain(number):
    """A whole number as machines write it; nothing where there is none."""
    return "" if number is None else str(number)

"""Texts that may be Vietnamese on an English page: told to machines by `lang`, to people by a small mark."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()


def stands_in(of, field: str) -> bool:
    """Whether the reader gets the Vietnamese text of `of.field`, as there is none in the page's language."""
    if field == "full_title":  # Told in the language of the product that a variant is a size of.
        of, field = of.main, "title"
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.MODELTRANSLATION_DEFAULT_LANGUAGE:
        return False
    return bool(getattr(of, field, "")) and not getattr(of, f"{field}_{language}", "")


@register.simple_tag
def lang_of(of, field):
    """The attribute ` lang="vi"` for the element around a text that stands in for a missing one."""
    return mark_safe(' lang="vi"') if stands_in(of, field) else ""  # noqa: S308


@register.simple_tag
def in_vietnamese(of, field):
    """The mark beside such a text: "(in Vietnamese)"."""
    if not stands_in(of, field):
        return ""
    return format_html(' <span class="in-vietnamese">({})</span>', gettext("in Vietnamese"))


@register.simple_tag
def translated(of, field):
    """The text in the reader's language, or else the Vietnamese one, said to be so."""
    text = getattr(of, field, "") or ""
    if not stands_in(of, field):
        return text
    return format_html('<span lang="vi">{}</span>{}', text, in_vietnamese(of, field))

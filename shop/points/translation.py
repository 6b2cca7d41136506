"""What is told of a sales point in both languages. Its name and address are what the sign says."""

from modeltranslation.translator import TranslationOptions, register

from shop.points.models import SalesPoint


@register(SalesPoint)
class SalesPointTranslation(TranslationOptions):
    """The text about it."""

    fields = ("about",)

"""What is told of a sales point in both languages. Its name and address are what the sign says."""

from modeltranslation.translator import TranslationOptions, register

from shop.points.models import OpeningException, SalesPoint


@register(SalesPoint)
class SalesPointTranslation(TranslationOptions):
    """The texts about it and about the way there."""

    fields = ("about", "way_there")


@register(OpeningException)
class OpeningExceptionTranslation(TranslationOptions):
    """What visitors are told of the days."""

    fields = ("label",)

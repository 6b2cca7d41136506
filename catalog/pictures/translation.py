"""What a picture says to those who cannot see it, in both languages."""

from modeltranslation.translator import TranslationOptions, register

from catalog.pictures.models import Picture


@register(Picture)
class PictureTranslation(TranslationOptions):
    """The description. The title is the marketer's own."""

    fields = ("description",)

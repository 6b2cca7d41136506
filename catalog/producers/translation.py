"""What is told of a maker in both languages. Its name is its name."""

from modeltranslation.translator import TranslationOptions, register

from catalog.producers.models import Producer


@register(Producer)
class ProducerTranslation(TranslationOptions):
    """The text about it."""

    fields = ("about",)

"""What is told of goods and their groups in both languages (docs/decisions/0017)."""

from modeltranslation.translator import TranslationOptions, register

from catalog.products.models import Category, Product


@register(Product)
class ProductTranslation(TranslationOptions):
    """Its name, and the texts about it and of its label."""

    fields = ("title", "description", "ingredients", "quality", "usage", "storage", "warnings")


@register(Category)
class CategoryTranslation(TranslationOptions):
    """Groups and sub-groups."""

    fields = ("name", "description")

"""Which fields of a product the office edits, in the order and company in which it has them at hand."""

from django.utils.translation import gettext_lazy as _

#: Heading → the form's fields below it. What is in none of them comes at the end.
FIELDSETS = (
    (
        _("Name and description"),
        ("title_vi", "title_en", "description_vi", "description_en", "illustration", "is_public"),
    ),
    (
        _("On the label"),
        (
            "net_weight_g",
            "size_text",
            "ingredients_vi",
            "ingredients_en",
            "quality_vi",
            "quality_en",
            "usage_vi",
            "usage_en",
            "storage_vi",
            "storage_en",
            "shelf_life",
            "shelf_life_unit",
            "warnings_vi",
            "warnings_en",
            "producer",
            "responsible_party",
            "upc",
            "label_is_sample",
        ),
    ),
    (_("Where and when"), ("commune", "origin_text", "season", "ships_to")),
    (
        _("On the way"),
        ("length_cm", "width_cm", "height_cm", "needs_cold", "sending_season"),
    ),
    (_("VAT"), ("vat_rate",)),
    (_("Age and discounts"), ("age_restricted", "is_discountable")),
)
#: All of them, each once.
FIELDS = [name for _heading, names in FIELDSETS for name in names]

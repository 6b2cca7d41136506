"""Oscar's catalogue with the fields that OCOP goods need: maker, place of origin, net weight, age limit."""

from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    name = "catalog.products"

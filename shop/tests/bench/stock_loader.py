"""Loads Oscar's own classes where the shop would load its forks; models stay the shop's, as the tables do."""

from importlib import import_module

from oscar.core.loading import default_class_loader


def oscars_own(module_label, classnames, module_prefix):
    """For OSCAR_DYNAMIC_CLASS_LOADER."""
    try:
        module = import_module(f"{module_prefix}.{module_label}")
        return [getattr(module, name) for name in classnames]
    except (ModuleNotFoundError, AttributeError):
        return default_class_loader(module_label, classnames, module_prefix)

"""A stock record has a history in the ledger, so the dashboard does not delete it."""

from oscar.apps.dashboard.catalogue import formsets as oscar_formsets
from oscar.apps.dashboard.catalogue.formsets import *  # noqa: F403


class StockRecordFormSet(oscar_formsets.StockRecordFormSet):
    """Oscar's formset without deletion."""

    can_delete = False

    def add_fields(self, form, index):
        """As Oscar's; its template asks for a DELETE field only where there is one."""
        self.can_delete = False
        super().add_fields(form, index)

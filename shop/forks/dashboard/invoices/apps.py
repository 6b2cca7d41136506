"""Our own part of the dashboard, built as Oscar builds its parts."""

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, the file to be taken away, and a number to be written down.
SEE = ("invoices", "view_invoice")
NEEDS = {
    "invoice-list": SEE,
    "invoice-file": ("invoices", "view_invoicerequest"),
    "invoice-order": SEE,
    "invoice-write": ("invoices", "change_invoice"),
}


class InvoicesDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.invoices"
    label = "invoices_dashboard"
    see, needs = SEE, NEEDS

    def pages(self):
        """The list, the same as a file, one order's invoice, and its number written down."""
        from shop.forks.dashboard.invoices import views

        return {
            "": (views.InvoiceListView, "invoice-list"),
            "file/": (views.InvoiceFileView, "invoice-file"),
            "<slug:number>/": (views.InvoiceOrderView, "invoice-order"),
            "<slug:number>/write/": (views.WriteView, "invoice-write"),
        }

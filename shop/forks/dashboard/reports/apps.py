"""The office's reports."""

from oscar.apps.dashboard.reports import apps


class ReportsDashboardConfig(apps.ReportsDashboardConfig):
    name = "shop.forks.dashboard.reports"

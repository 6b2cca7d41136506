"""The dashboard's partners, whose members work at the counter and never get into the dashboard by that."""

from oscar.apps.dashboard.partners import apps


class PartnersDashboardConfig(apps.PartnersDashboardConfig):
    name = "shop.forks.dashboard.partners"

"""The office's ranges of goods."""

from oscar.apps.dashboard.ranges import apps


class RangesDashboardConfig(apps.RangesDashboardConfig):
    name = "shop.forks.dashboard.ranges"

"""Our own part of the dashboard, built as Oscar builds its parts."""

from shop.forks.dashboard.own_part import OwnPart

#: What every page needs to be seen, and each page to be used.
SEE = ("points", "view_salespoint")
SEE_INSPECTION, WRITE_INSPECTION = ("recognition", "view_inspection"), ("recognition", "change_inspection")
NEEDS = {
    "recognition-list": ("recognition", "view_pointrecognition"),
    "criteria-list": ("recognition", "view_criteriaset"),
    "criteria-new": ("recognition", "add_criteriaset"),
    "criteria-decision-new": ("recognition", "add_criteriadecision"),
    "recognition-add": ("recognition", "add_pointrecognition"),
    "recognition-withdraw": ("recognition", "change_pointrecognition"),
    "recognition-support-add": ("recognition", "add_pointsupport"),
    "recognition-support-withdraw": ("recognition", "change_pointsupport"),
    "inspection-begin": ("recognition", "add_inspection"),
    "inspection-detail": SEE_INSPECTION,
    "inspection-fill-in": WRITE_INSPECTION,
    "inspection-discard": WRITE_INSPECTION,
    "inspection-photograph": SEE_INSPECTION,
    "inspection-photograph-remove": WRITE_INSPECTION,
}


class RecognitionDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.recognition"
    label = "recognition_dashboard"
    see, needs = SEE, NEEDS

    def pages(self):
        """The overview, a page for each step at a point, and the visits."""
        from shop.forks.dashboard.criteria import views as criteria
        from shop.forks.dashboard.inspections import views as visits
        from shop.forks.dashboard.recognition import views

        return {
            "": (views.RecognitionListView, "recognition-list"),
            "criteria/": (criteria.CriteriaListView, "criteria-list"),
            "criteria/new/": (criteria.NewListView, "criteria-new"),
            "criteria/decision/": (criteria.NewDecisionView, "criteria-decision-new"),
            "point/<int:pk>/recognise/": (views.RecogniseView, "recognition-add"),
            "point/<int:pk>/support/": (views.SupportView, "recognition-support-add"),
            "point/<int:pk>/inspect/": (visits.BeginView, "inspection-begin"),
            "<int:pk>/withdraw/": (views.WithdrawRecognitionView, "recognition-withdraw"),
            "support/<int:pk>/withdraw/": (views.WithdrawSupportView, "recognition-support-withdraw"),
            "inspection/<int:pk>/": (visits.InspectionView, "inspection-detail"),
            "inspection/<int:pk>/fill-in/": (visits.FillInView, "inspection-fill-in"),
            "inspection/<int:pk>/discard/": (visits.DiscardView, "inspection-discard"),
            "photograph/<int:pk>/": (visits.PhotographView, "inspection-photograph"),
            "photograph/<int:pk>/remove/": (visits.RemovePhotographView, "inspection-photograph-remove"),
        }

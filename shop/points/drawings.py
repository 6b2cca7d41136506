"""Which drawing stands for a sales point, so that a list of them can be told apart at a glance."""

#: What a kind looks like wherever it stands; in static/img/illustrations/.
OF_KIND = {
    "centre": "hall",
    "shop": "shop-front",
    "supermarket_corner": "market-stall",
    "post_office": "post-office",
    "producer_shop": "stilt-house",
}
#: The kind `point` says little about a place: it looks like where it stands.
OF_SETTING = {
    "terminal": "coach-station",
    "rest_stop": "coach-station",
    "market": "market-stall",
    "tourism": "guesthouse",
    "craft_village": "loom",
    "commercial_centre": "shop-front",
    "fair": "hall",
    "post_and_culture": "post-office",
}


def drawing_of(*, kind, setting):
    """The drawing of a point of this kind in this setting."""
    return OF_KIND.get(kind) or OF_SETTING[setting]

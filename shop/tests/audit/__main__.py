"""`make audit`: builds and serves the shop, lets each judge look at it, and says what they found.

`python -m shop.tests.audit markup headers` is for some of the stages only.
"""

import argparse
import signal
import sys

from shop.run.progress import step
from shop.tests.audit import tools
from shop.tests.audit.data import data
from shop.tests.audit.folders import WORK
from shop.tests.audit.headers import headers
from shop.tests.audit.lighthouse import lighthouse
from shop.tests.audit.markup import markup
from shop.tests.audit.report import keep, tell
from shop.tests.audit.server import DoesNotStart, shop
from shop.tests.audit.visits import close_looks
from shop.tests.audit.weight import weight

WEIGHED = ("trang chủ", "danh sách", "sản phẩm")
#: Quick ones first; each takes the shop's address and the pages to look at closely.
STAGES = {
    "headers": lambda base, looks: headers(base),
    "markup": markup,
    "data": data,  # It reads what `markup` has had written.
    "weight": lambda base, looks: weight(base, {name: looks[name] for name in WEIGHED}),
    "lighthouse": lighthouse,
}


def main() -> int:
    """0 where every judge is content, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m shop.tests.audit", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="stage", help=", ".join(STAGES))
    chosen = parser.parse_args().stages or list(STAGES)
    if unknown := set(chosen) - set(STAGES):
        parser.error(f"{', '.join(unknown)}? Stages: {', '.join(STAGES)}")
    # Asked to end, it ends the shop too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        tools.provide()
        with shop() as base:
            looks = close_looks(base)
            found = [_look(name, base, looks) for name in chosen]
    except (tools.Missing, DoesNotStart) as reason:
        print(reason, file=sys.stderr)
        return 1
    print(f"\nBáo cáo: {keep(found, WORK)}")
    return 0 if all(stage.passed for stage in found) else 1


def _look(name, base, looks):
    with step(f"Xem: {name}"):
        found = STAGES[name](base, looks)
    tell(found)
    return found


if __name__ == "__main__":
    sys.exit(main())

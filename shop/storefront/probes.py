"""What machines ask: is the process alive, is it ready to serve, what may be crawled."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.freshness import triggers
from shop.freshness.caching import visitors_page
from shop.warehouse.queries import all_differences

logger = logging.getLogger(__name__)

#: Seconds for which what a check found is not looked up again.
REMEMBERED_SECONDS = 60
#: What to do about a check that failed.
MENDING = {
    "database": "The database does not answer: see DATABASE_URL, and whether its server runs.",
    "migrations": "Migrations of this code are not applied: run `manage.py migrate`.",
    "journal": "Triggers of the journal are missing: search and pages go stale; the log names them."
    " Run `manage.py migrate`, then `manage.py rebuild_search`.",
    "ledger": "Stock counters and the ledger differ: `manage.py verify_stock` names each difference.",
}
#: Nobody's business but one person's, or the staff's.
NOT_FOR_CRAWLERS = ("gio-hang", "thanh-toan", "don-hang", "tai-khoan", "quan-tri", "noi-dung", "quay")


@never_cache
@require_safe
def healthz(request):
    """/healthz: 200 while the process answers at all. It asks nobody else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request):
    """/readyz: 200 where the database answers, is migrated, notes changes, and stock agrees with the ledger.

    503 otherwise; each check is named, with what to do where it failed, and a check that another makes
    pointless is left out.
    """
    results = {"database": _passes(_database_answers)}
    if results["database"]:
        results["migrations"] = _passes(_is_migrated)
    if results.get("migrations"):
        results["journal"] = _passes(_changes_are_noted)
        results["ledger"] = _passes(_ledger_agrees)
    failed = [name for name, passed in results.items() if not passed]
    checks = {name: "failed" if name in failed else "ok" for name in results}
    data = {"ready": not failed, "checks": checks}
    if failed:
        data["mend"] = {name: MENDING[name] for name in failed}
    return JsonResponse(data, status=503 if failed else 200)


def _passes(check: Callable[[], bool]) -> bool:
    """What the check says. One that cannot be made has failed, and the log says why."""
    try:
        return check()
    except Exception:
        logger.exception("Readiness: %s could not be checked.", check.__name__)
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _is_migrated() -> bool:
    """Whether no migration of this code is missing. Only a yes is remembered: a no is about to change."""
    if cache.get("readyz:migrated"):
        return True
    executor = MigrationExecutor(connection)
    is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    if is_migrated:
        cache.set("readyz:migrated", True, REMEMBERED_SECONDS)
    return is_migrated


def _changes_are_noted() -> bool:
    """Whether every trigger of the journal is there. Only a yes is remembered, as above."""
    if cache.get("readyz:journal"):
        return True
    missing = triggers.missing(connection)
    if missing:
        logger.error("Triggers of the journal are missing: %s. %s", ", ".join(missing), MENDING["journal"])
        return False
    cache.set("readyz:journal", True, REMEMBERED_SECONDS)
    return True


def _ledger_agrees() -> bool:
    differences = cache.get("readyz:differences")
    if differences is None:
        differences = _lasting_differences()
        cache.set("readyz:differences", differences, REMEMBERED_SECONDS)
        for difference in differences:
            logger.error("Stock: %s", difference)
    return not differences


def _lasting_differences() -> list[str]:
    """What two looks both find: a sale in the middle of one makes it see a difference that is none."""
    first = all_differences()
    return sorted(set(first) & set(all_differences())) if first else []


@visitors_page
@require_safe
def robots(request):
    """/robots.txt: everything but personal pages and the staff's; where the sitemap is."""
    lines = ["User-agent: *"]
    for prefix in ("/", "/en/"):
        lines += [f"Disallow: {prefix}{path}/" for path in NOT_FOR_CRAWLERS]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

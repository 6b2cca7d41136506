"""Explicit calls, one clock, one writer of stock, no secret in the code, nothing of the tests in the shop."""

import ast
import re

from shop.tests.architecture.sources import called, dotted, production_modules

#: Rules of the trade; what happens now is told to them. Management commands ask the clock for them.
DOMAIN = (
    "catalog",
    "shop.points",
    "shop.recognition",
    "shop.delivery",
    "shop.stock",
    "shop.fulfilment",
    "shop.assortment",
    "shop.payments",
    "shop.messages",
    "shop.forks",
)
#: Where a request comes in.
BOUNDARIES = {
    "shop.forks.offer.hooks": "Oscar asks for ranges and offers without saying when",
    "shop.forks.partner.strategy": "Oscar asks it whether a product can be bought now",
}
CLOCKS = {"timezone", "datetime", "date", "time"}
NOW = {"now", "today", "utcnow", "time"}
#: What answers the office's requests stands among the forks, and may look at the clock as any view.
ANSWERING = ("views", ".bulk_actions")
LOCAL = {"localdate", "localtime"}  # of now, unless told of when
COUNTERS = {"num_in_stock", "num_allocated"}
ASKS = {"filter", "exclude", "get", "Q", "annotate", "aggregate"}
SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|API_KEY|PRIVATE")


def test_nobody_listens_for_signals():
    found = [
        f"{module.at(node)}"
        for module in production_modules()
        for node in module.nodes(ast.Call)
        if called(node).split(".")[-1] in {"receiver", "Signal"} or _connects_a_signal(node)
    ]
    assert found == []


def _connects_a_signal(call):
    name = called(call)
    return name.endswith(".connect") and re.search(r"(pre|post|m2m|signal|request|user)_?\w*\.connect$", name)


def test_the_domain_is_told_the_time():
    found = [
        f"{module.at(call)} {called(call)}"
        for module in production_modules()
        if module.within(*DOMAIN) and ".management." not in module.name and module.name not in BOUNDARIES
        if not (module.within("shop.forks.dashboard") and module.name.endswith(ANSWERING))
        for call in module.nodes(ast.Call)
        if _asks_the_clock(call)
    ]
    assert found == []


def _asks_the_clock(call):
    owner, _, name = called(call).rpartition(".")
    if owner.split(".")[-1] not in CLOCKS:
        return called(call) == "now"
    return name in NOW or (name in LOCAL and not call.args)


def test_only_the_ledger_writes_counters():
    found = [
        found
        for module in production_modules()
        if not module.within("shop.stock", "shop.forks.partner")
        for found in _counter_writes(module)
    ]
    assert found == []


def _counter_writes(module):
    for node in module.nodes((ast.Call, ast.Assign, ast.AugAssign, ast.Dict)):
        if isinstance(node, ast.Call):
            asks = called(node).split(".")[-1] in ASKS
            written = set() if asks else {keyword.arg for keyword in node.keywords}
        elif isinstance(node, ast.Dict):
            written = {key.value for key in node.keys if isinstance(key, ast.Constant)}
        else:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            written = {dotted(target).rpartition(".")[2] for target in targets}
        if written & COUNTERS:
            yield f"{module.at(node)} {written & COUNTERS}"


def test_a_public_machine_is_told_its_secrets():
    """No default and no value for one in what production reads; an empty default switches off."""
    found = [
        f"{module.at(node)} {named}"
        for module in production_modules()
        if module.within("shop.settings") and module.name.rpartition(".")[2] not in {"dev", "test"}
        for node in module.nodes((ast.Call, ast.Assign))
        if (named := _secret_given(node))
    ]
    assert found == []


def _secret_given(node):
    """The secret that this call has a default for, or that this line sets to a text."""
    if isinstance(node, ast.Assign):
        texts = (
            isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) and node.value.value
        )
        names = [dotted(target) for target in node.targets if SECRET.search(dotted(target))]
        return names if texts and names else None
    named = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    # An empty one says that what it opens is switched off.
    defaults = [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg == "default")]
    has_default = any(not (isinstance(value, ast.Constant) and value.value == "") for value in defaults)
    reads = called(node).split(".")[0] in {"env", "os"}
    return named[0] if reads and has_default and named and SECRET.search(named[0]) else None


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def test_the_shop_does_not_import_its_tests():
    found = [
        f"{module.at(node)} {name}"
        for module in production_modules()
        for node in module.nodes((ast.Import, ast.ImportFrom))
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if "tests" in name.split(".")
    ]
    assert found == []

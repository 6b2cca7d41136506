"""Small enough to read: a module fits in a sitting, a function on half a screen."""

import ast

from shop.tests.architecture.sources import modules

MODULE_LINES = 300
FUNCTION_LINES = 25
#: What may be longer, and why: "package.module" or "package.module:function".
LONGER: dict[str, str] = {}


def _body_lines(function) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_a_module_has_at_most_300_lines():
    lines = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: n for name, n in lines.items() if n > MODULE_LINES and name not in LONGER} == {}


def test_a_function_has_at_most_25_lines():
    too_long = {}
    for module in modules():
        for function in module.nodes((ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = _body_lines(function)
            if lines > FUNCTION_LINES and f"{module.name}:{function.name}" not in LONGER:
                too_long[f"{module.at(function)} {function.name}"] = lines
    assert too_long == {}

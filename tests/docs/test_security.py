"""docs/security.md: every promise names a test, and every test it names is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[^`]+)`", PAGE)


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_the_page_names_is_there(named):
    path, _, name = named.partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}

    assert name in defined


def test_every_promise_names_a_test():
    promises = PAGE.partition("## Promises")[2].partition("## Libraries")[0]
    points = re.split(r"\n- ", promises)[1:]

    assert len(points) > 20
    assert [point for point in points if "`tests/" not in point] == []

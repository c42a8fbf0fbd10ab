"""House rules that no checker knows: who writes a table, whose door is private, what stays out of the source."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "mattermost_py"
FEATURES = PACKAGE / "features"
SOURCES = [path for path in PACKAGE.rglob("*.py") if "web" not in path.relative_to(PACKAGE).parts]
# The words of SQL are in capitals, so sentences in docstrings do not count.
WRITES = re.compile(
    r"\b(?:INSERT INTO|DELETE FROM|UPDATE|MERGE INTO|TRUNCATE)\s+(?:public\.)?((?:mmpy\.)?[a-z_]\w*)"
    r"(?=\s*\(|\s+(?:AS|SET|WHERE|USING|SELECT|VALUES|[a-z]\w*\s+(?:SET|USING|WHERE))\b|\s*\"|\s*$)",
    re.MULTILINE,
)
PRIVATE = frozenset({"store", "api", "jobs", "listeners"})
HTTP_CLIENTS = frozenset({"anyio", "httpx", "httpx2", "httpcore", "httpcore2"})


def test_every_table_has_one_writer() -> None:
    writers: dict[str, set[str]] = defaultdict(set)
    for path in FEATURES.rglob("*.py"):
        for table in WRITES.findall(path.read_text()):
            writers[table].add(path.relative_to(FEATURES).parent.as_posix())
    assert {table: sorted(places) for table, places in writers.items() if len(places) > 1} == {}


def test_only_stores_write() -> None:
    writers = {
        path.relative_to(FEATURES).as_posix() for path in FEATURES.rglob("*.py") if WRITES.search(path.read_text())
    }
    assert {place for place in writers if "store" not in Path(place).stem} == set()


def test_stores_and_apis_of_other_features_are_private() -> None:
    """Except that a store may join with the pieces of SQL (constants) of another one of its area."""
    broken: list[str] = []
    for path in FEATURES.rglob("*.py"):
        own = path.relative_to(PACKAGE.parent).parts[:4]  # mattermost_py, features, area, feature
        for module in _imported(path):
            parts = tuple(module.split("."))
            if parts[:2] != own[:2] or parts[:4] == own or len(parts) < 5:
                continue
            is_private = parts[4] in PRIVATE or parts[4].endswith("_store")
            is_shared_sql = path.name == "store.py" and parts[:3] == own[:3] and parts[-1].isupper()
            if is_private and not is_shared_sql:
                broken.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert broken == []


def test_hypercorn_is_known_to_the_server_floor_only() -> None:
    users = {path for path in SOURCES if any(m.startswith("hypercorn") for m in _imported(path))}
    assert {path.relative_to(PACKAGE).parts[0] for path in users} == {"server"}


def test_who_asks_other_servers_is_in_a_task_first() -> None:
    """The HTTP client keeps hold of its task, which a request that has not waited for anything does not have yet."""
    users = {path for path in SOURCES if any(m.split(".")[0] in HTTP_CLIENTS for m in _imported(path))}
    assert {path.relative_to(PACKAGE).as_posix() for path in users} == {
        "features/system/upkeep/service.py",
        "infra/fetch/fetching.py",
    }
    silent = [path.name for path in users if not re.search(r"^ +await in_a_task\(\)", path.read_text(), re.MULTILINE)]
    assert silent == []


def test_features_never_see_the_web_framework() -> None:
    users = {path for path in FEATURES.rglob("*.py") if any(m.startswith("starlette") for m in _imported(path))}
    assert users == set()


def test_only_configuration_reads_the_environment() -> None:
    """What a process is told by systemd, the terminal or its packager is no setting."""
    allowed = {"config", "cli", "server"}
    reads = re.compile(r"\bos\.(environ|getenv)\b")
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0] not in allowed and reads.search(path.read_text())
    }
    # These prepare the environment of PostgreSQL's own programs.
    assert users <= {"infra/postgres/account.py", "infra/postgres/binaries.py", "infra/archive/database.py"}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def _imported(path: Path) -> Iterator[str]:
    """Absolute names of all modules a file imports, `from a import b` as `a.b`."""
    package = list(path.relative_to(PACKAGE.parent).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{each.name}" for each in node.names)

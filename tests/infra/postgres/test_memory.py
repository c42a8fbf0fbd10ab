"""PostgreSQL's cache follows the memory that there is."""

from pathlib import Path

import pytest

from mattermost_py.config import Settings
from mattermost_py.infra.postgres import embedded
from mattermost_py.infra.postgres.memory import megabytes
from mattermost_py.infra.postgres.options import Durability, postgres_arguments

EVERYTHING = megabytes(Path("/nowhere"))


@pytest.mark.parametrize(
    ("groups", "files", "expected"),
    [
        ("0::/system.slice/mmpy.service", {"system.slice/mmpy.service/memory.max": "268435456"}, 256),
        ("0::/a/b", {"a/b/memory.max": "max", "a/memory.max": "134217728"}, 128),
        ("0::/a/b", {"a/b/memory.max": "max"}, EVERYTHING),
        ("4:cpu,memory:/a\n0::/a", {"memory/a/memory.limit_in_bytes": "67108864"}, 64),
        ("4:memory:/a", {"memory/a/memory.limit_in_bytes": "9223372036854771712"}, EVERYTHING),
        ("4:cpu:/a", {"cpu/a/memory.limit_in_bytes": "1"}, EVERYTHING),
    ],
)
def test_a_control_group_limits_the_memory(tmp_path: Path, groups: str, files: dict[str, str], expected: int) -> None:
    for name, text in {"proc/self/cgroup": groups, **{f"sys/fs/cgroup/{n}": t for n, t in files.items()}}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")

    assert megabytes(tmp_path) == expected


def test_the_cache_is_an_eighth_of_the_memory_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    usual = min(max(megabytes() // 8, 64), 1024)
    wanted = Settings.model_validate({"Embedded": {"SharedBuffersMB": 96}, "Data": {"Directory": str(tmp_path)}})

    assert f"--shared_buffers={usual}MB" in postgres_arguments(Durability.FULL, {})
    for settings, expected in ((Settings(), usual), (wanted, 96)):
        cluster = embedded(settings)
        assert cluster is not None
        assert f"--shared_buffers={expected}MB" in postgres_arguments(Durability.FULL, cluster.settings)

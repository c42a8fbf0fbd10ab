"""The one module that knows what time it is."""

import time

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def now_ms() -> int:
    """Milliseconds since 1970 UTC, the unit of every `*_at` field."""
    return time.time_ns() // 1_000_000


def now_s() -> int:
    """Seconds since 1970 UTC, the unit of `dnd_end_time` and `target_time`."""
    return time.time_ns() // 1_000_000_000

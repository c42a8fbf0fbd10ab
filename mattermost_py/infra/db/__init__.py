"""PostgreSQL: the query verbs, the pool, migrations."""

from mattermost_py.infra.db.db import Db, Deadlock, Tx, UniqueViolation, violates

__all__ = ["Db", "Deadlock", "Tx", "UniqueViolation", "violates"]

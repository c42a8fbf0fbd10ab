"""PostgreSQL: the query verbs, the pool, migrations."""

from mattermost_py.infra.db.db import Db, Deadlock, Late, Tx, Unfit, UniqueViolation, violates

__all__ = ["Db", "Deadlock", "Late", "Tx", "Unfit", "UniqueViolation", "violates"]

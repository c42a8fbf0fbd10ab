"""PostgreSQL: the query verbs, the pool, migrations."""

from mattermost_py.infra.db.db import Db, Tx, UniqueViolation, violates

__all__ = ["Db", "Tx", "UniqueViolation", "violates"]

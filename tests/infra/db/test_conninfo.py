"""Mattermost's data sources open with libpq, and no message shows a password."""

import pytest
from psycopg.conninfo import conninfo_to_dict

from mattermost_py.infra.db.conninfo import BadDataSource, conninfo, shown

SOURCE = "postgres://mmuser:s3cret%40@db:5433/mattermost?sslmode=disable&connect_timeout=10&binary_parameters=yes"


def test_what_libpq_does_not_know_is_left_out() -> None:
    assert conninfo_to_dict(conninfo(SOURCE)) == {
        "user": "mmuser",
        "password": "s3cret@",
        "host": "db",
        "port": "5433",
        "dbname": "mattermost",
        "sslmode": "disable",
        "connect_timeout": "10",
    }


def test_pairs_pass_as_they_are() -> None:
    assert conninfo_to_dict(conninfo(" host=/run/pg dbname=mm ")) == {"host": "/run/pg", "dbname": "mm"}


@pytest.mark.parametrize(
    "source", ["s3cret", "postgres://u:s3cret@db/x?nonsense=1", "mysql://a:s3cret@b/c", "a=s3cret"]
)
def test_a_wrong_source_is_refused_without_showing_it(source: str) -> None:
    with pytest.raises(BadDataSource) as caught:
        conninfo(source)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (conninfo(SOURCE), "mattermost at db:5433"),
        ("user=ana", "ana at localhost:5432"),
        ("", "postgres at localhost:5432"),
    ],
)
def test_a_database_is_named_without_user_or_password(source: str, expected: str) -> None:
    assert shown(source) == expected

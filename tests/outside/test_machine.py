"""What is read from the URL of a database."""

from __future__ import annotations

import pytest

from scaffold.outside import machine


@pytest.mark.parametrize(
    ("url", "command"),
    [
        ("postgresql://127.0.0.1/shop", "createdb -h 127.0.0.1 shop"),
        ("postgresql+psycopg://app:secret@db:5433/shop", "createdb -h db -p 5433 -U app shop"),
        ("mysql://app:secret@db/shop", 'mysql -h db -u app -p -e "create database shop"'),
        ("mysql://o%27hara@db:3307/shop", "mysql -h db -P 3307 -u 'o'\"'\"'hara' -e \"create database shop\""),
        ("POSTGRES://app@db/shop", "createdb -h db -U app shop"),
        ("mariadb+pymysql://app@db/shop", 'mysql -h db -u app -e "create database shop"'),
        ("sqlite:///data.db", ""),
        ("postgresql://127.0.0.1/", ""),
        ("postgresql://127.0.0.1/a;b", ""),
        ("mysql://127.0.0.1/a`b", ""),
        ("postgresql://127.0.0.1:x/shop", ""),
        ("postgresql://[::1/shop", ""),
        ("", ""),
    ],
)
def test_a_database_is_created_by_a_command_without_its_password(url: str, command: str) -> None:
    assert machine.creates(url) == command


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgres://db/shop", ("db", 5432)),
        ("postgresql+psycopg://db/shop", ("db", 5432)),
        ("mariadb://db/shop", ("db", 3306)),
        ("mariadb://db:3307/shop", ("db", 3307)),
        ("rediss://db/0", ("db", 6379)),
        ("redis:///0", ("127.0.0.1", 6379)),
        ("sqlite:///data.db", None),
    ],
)
def test_a_server_is_looked_for_at_the_usual_port_of_its_kind(url: str, place: tuple[str, int] | None) -> None:
    assert machine.server(url) == place

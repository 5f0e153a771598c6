"""Tables in which other tools keep which of their migrations were run."""

from __future__ import annotations

from .work import Work

_TABLES = frozenset(
    """
    schema_migrations ar_internal_metadata alembic_version flyway_schema_history schema_version databasechangelog
    databasechangeloglock django_migrations knex_migrations knex_migrations_lock __efmigrationshistory goose_db_version
    _prisma_migrations sequelizemeta doctrine_migration_versions phinxlog mikro_orm_migrations gorp_migrations
    sqlite_sequence sqlite_stat1 sqlite_stat4 spatial_ref_sys typeorm_metadata diesel_schema_migrations _sqlx_migrations
    """.split()
)
# Laravel's, whose name alone says too little.
_COLUMNS = {"migrations": {"id", "migration", "batch"}}


def leave_out(work: Work) -> None:
    """Takes these tables out of the schema: a project has its own."""
    for key, table in list(work.schema.tables.items()):
        if key in _TABLES or _COLUMNS.get(key) == set(table.columns):
            del work.schema.tables[key]
            work.tell("table", table.line, "", f"`{table.name}` has the migrations of another tool: left out")

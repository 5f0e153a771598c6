"""Where migrations are, as a project's settings say, and what they have made of its indexes."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.actions.migrations import operations, place, statements
from scaffold.actions.migrations.schema import FOREIGN, INDEX, UNIQUE, Made, Schema

FLASK = {
    "migrate = Migrate()": "migrations/versions",
    'X = Path(__file__).parents[1] / "db" / "a"\nMigrate(directory=str(X).replace("%", "%%"))': "db/a/versions",
    'migrate.init_app(app, db, directory=os.path.join(os.path.dirname(__file__), "m"))': "app/m/versions",
    "migrate = Migrate(directory=settings.folder)": None,
    'migrate = Migrate(directory="/srv/elsewhere")': None,
    "migrate = Migrate(directory=": "migrations/versions",
}
EXPRESS = {
    "": "migrations",
    'const F = resolve(import.meta.dirname, "../db/m");\nexport const migrations = {\n  list,\n  path: F,\n};': "db/m",
    'export default defineConfig({ migrations: { path: "./db/m", snapshot: false } });': "db/m",
    'migrations: { path: join(__dirname, "..", "m") }': "m",
    'const path = fileURLToPath(new URL("../m", import.meta.url));\nexport const migrations = { path, a };': "m",
    "migrations: { path: config.where }": None,
    'migrations: { path: "../../elsewhere" }': None,
}


@pytest.mark.parametrize(
    ("framework", "text", "found"),
    [("flask", *one) for one in FLASK.items()] + [("express", *one) for one in EXPRESS.items()],
)
def test_the_folder_is_the_one_that_the_settings_name(
    framework: str, text: str, found: str | None, tmp_path: Path
) -> None:
    project = tmp_path / "100% [x] ours"
    file = project / {"flask": "app/db.py", "express": "src/db.ts"}[framework]
    file.parent.mkdir(parents=True)
    file.write_text(text)

    assert place.of(framework, project) == found


def test_alembic_may_have_the_versions_elsewhere(tmp_path: Path) -> None:
    project = tmp_path / "shop"
    (project / "migrations").mkdir(parents=True)
    (project / "migrations/alembic.ini").write_text("[alembic]\nversion_locations = %(here)s/all %(here)s/more\n")

    assert place.of("flask", project) == "migrations/all"


def test_operations_of_alembic_are_followed() -> None:
    schema = Schema()
    operations.read_file(
        schema,
        """
def upgrade():
    op.create_table(
        "posts",
        sa.Column("id"),
        sa.UniqueConstraint("slug", name=op.f("posts_slug_unique")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name="posts_tag_id_foreign", ondelete="SET NULL"),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("posts_mood_index"), ["mood", "slug"], unique=True)
        batch_op.create_index("gone", ["a"])
        batch_op.drop_index("gone")
    op.rename_table("tags", "labels")
    op.alter_column("posts", "mood", new_column_name="state")
    op.execute("ALTER INDEX posts_mood_index RENAME TO posts_state_index")


def downgrade():
    op.drop_table("posts")
""",
    )

    assert schema.made == {
        "posts_slug_unique": Made(UNIQUE, "posts", ("slug",)),
        "posts_tag_id_foreign": Made(FOREIGN, "posts", ("tag_id",), target="labels", on_delete="set null"),
        "posts_state_index": Made(INDEX, "posts", ("state", "slug"), unique_index=True),
    }


def test_statements_of_mikro_orm_are_followed() -> None:
    schema = Schema()
    statements.read_file(
        schema,
        r"""
  override up(): void | Promise<void> {
    this.addSql(`create table "posts" ("id" serial primary key, "slug" text, constraint "a" unique ("slug"));`);
    this.addSql(`create index "posts_mood_slug_index" on "posts" ("mood", "slug");`);
    this.addSql(`
      alter table \`posts\` add constraint \`posts_tag_id_foreign\`
        foreign key (\`tag_id\`) references \`tags\` (\`id\`) on update cascade on delete set null;
    `);
    this.addSql(`alter table \`posts\` add unique \`b\` (\`x\`), add index \`c\` (\`y\`);`);
    this.addSql(`alter table "tags" rename to "labels";`);
    this.addSql(`alter table "posts" drop constraint "a";`);
    this.addSql(`alter table "posts" rename column "mood" to "state";`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table "posts";`);
  }
""",
    )

    assert schema.made == {
        "posts_mood_slug_index": Made(INDEX, "posts", ("state", "slug")),
        "posts_tag_id_foreign": Made(
            FOREIGN, "posts", ("tag_id",), target="labels", on_delete="set null", on_update="cascade"
        ),
        "b": Made(UNIQUE, "posts", ("x",)),
        "c": Made(INDEX, "posts", ("y",)),
    }


def test_a_table_that_is_made_anew_has_what_the_new_one_has() -> None:
    schema = Schema({"posts_a_index": Made(INDEX, "posts", ("a",)), "other": Made(INDEX, "tags", ("a",))})
    for statement in (
        "create table `posts__temp_alter` (`id` integer, `b` text)",
        "drop table `posts`",
        "alter table `posts__temp_alter` rename to `posts`",
        "create unique index `posts_b_unique` on `posts` (`b`)",
    ):
        statements.read(schema, statement)

    assert schema.made == {
        "other": Made(INDEX, "tags", ("a",)),
        "posts_b_unique": Made(INDEX, "posts", ("b",), unique_index=True),
    }

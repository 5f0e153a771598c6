"""A project that its owner and the program change: its commands, its migrations, and the rows in its database."""

import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pymysql
from parity.gates import STATIC, TESTS
from parity.machine import run

FLASK = ".venv/bin/flask"
STEPS: dict[str, dict[str, tuple[str, ...]]] = {
    "flask": {
        "upgrade": (FLASK, "db", "upgrade"),
        "seed": (FLASK, "seed"),
        "migrate": (FLASK, "db", "migrate", "-m", "own"),
        "check": (FLASK, "db", "check"),
        "downgrade": (FLASK, "db", "downgrade"),
    },
    "express": {
        step: ("npm", "run", "--silent", script)
        for step, script in {
            "upgrade": "migration:up",
            "seed": "seed",
            "migrate": "migration:create",
            "check": "migration:check",
            "downgrade": "migration:down",
        }.items()
    },
}
OWN = {
    "flask": (
        "app/features/posts/models.py",
        "    body: ",
        "    mood: Mapped[str | None] = mapped_column(Text)\n",
    ),
    "express": ("src/features/posts/models.ts", "    body: ", "    mood: p.text().nullable(),\n"),
}
MIGRATIONS = {"flask": "migrations/versions/*.py", "express": "migrations/*.ts"}


@dataclass(frozen=True)
class Changed:
    framework: str
    database: str
    folder: Path
    env: dict[str, str]

    def step(self, name: str) -> str:
        return run(*STEPS[self.framework][name], cwd=self.folder, env=self.env).stdout

    def migrations(self) -> set[Path]:
        return set(self.folder.glob(MIGRATIONS[self.framework]))

    def change(self, *words: str) -> None:
        """Change the project, which makes one migration, and apply that."""
        self.make(*words)
        self.step("upgrade")

    def make(self, *words: str) -> None:
        """Change the project, which makes one migration."""
        before = self.migrations()
        run(sys.executable, "-m", "scaffold", *words, cwd=self.folder, env=self.env)
        assert len(self.migrations() - before) == 1, f"scaffold {' '.join(words)} made no migration"

    def set(self, database: str) -> str:
        """Choose another database; what the program says then."""
        words = (sys.executable, "-m", "scaffold", "set", f"database={database}")
        return run(*words, cwd=self.folder, env=self.env).stderr

    def own_migration(self) -> None:
        """What the project's owner did: a column of their own, with a value in it."""
        path, before, line = OWN[self.framework]
        model = self.folder / path
        text = model.read_text()
        assert before in text
        model.write_text(text.replace(before, line + before, 1))
        self.step("migrate")
        self.step("upgrade")
        self.rows("update posts set mood = 'calm'")

    def down(self) -> None:
        """Takes all migrations back; Flask's command does it at once, MikroORM's one at a time."""
        if self.framework == "flask":
            run(*STEPS["flask"]["downgrade"], "base", cwd=self.folder, env=self.env)
            return
        for _ in self.migrations():
            self.step("downgrade")

    def gates(self) -> None:
        for command in (*STATIC[self.framework], TESTS[self.framework]):
            run(*command, cwd=self.folder, env=self.env)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return rows(self.database, self.env["DATABASE_URL"], sql)


def rows(database: str, url: str, sql: str) -> list[tuple[object, ...]]:
    """What the database answers, read without the app."""
    if database == "sqlite":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            return list(connection.execute(sql))
    if database == "postgresql":
        with psycopg.connect(url) as postgresql:
            cursor = postgresql.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []
    parts = urlsplit(url)
    with pymysql.connect(
        host=parts.hostname or "",
        port=parts.port or 3306,
        user=parts.username or "root",
        password=parts.password or "",
        database=parts.path[1:],
    ) as mysql:
        answer = mysql.cursor()
        answer.execute(sql)
        mysql.commit()
        return list(answer.fetchall())

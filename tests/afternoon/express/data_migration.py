"""https://mikro-orm.io/docs/migrations: a migration that changes rows and no table."""

from afternoon.app_ts import script
from afternoon.harness import Case, Site

CASE = Case(
    apart="other",
    files={
        "migrations/Migration20260103000000_shout.ts": """\
import { Migration } from "@mikro-orm/migrations";

export class Migration20260103000000_shout extends Migration {
  override async up() {
    const rows = await this.execute("select count(*) as many from tags");
    if (rows.length > 0) this.addSql("update tags set name = upper(name);");
  }

  override down() {
    this.addSql("update tags set name = lower(name);");
  }
}
"""
    },
)

NAMES = """
import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync(process.env.DATABASE_URL.replace("sqlite:///", ""));
console.log(JSON.stringify(db.prepare("select name from tags").all().map(({ name }) => name)));
"""


def hands(site: Site) -> None:
    site.run("npm", "run", "--silent", "seed")
    for command, shown in (("down", str.lower), ("up", str.upper)):
        site.run("npm", "run", "--silent", f"migration:{command}")
        names = script(site, NAMES)
        assert names
        assert names == [shown(name) for name in names]
    assert "No difference" in site.run("npm", "run", "--silent", "migration:check")

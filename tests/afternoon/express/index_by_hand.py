"""https://mikro-orm.io/docs/migrations: an index that is written by hand, in the model and in a migration."""

from afternoon.app_ts import script
from afternoon.harness import Case, Change, Site

CASE = Case(
    changes=(
        Change(
            "src/features/posts/models.ts",
            '  tableName: "posts",\n',
            '  tableName: "posts",\n  indexes: [{ name: "posts_by_status", properties: ["status", "title"] }],\n',
        ),
    ),
    files={
        "migrations/Migration20260102000000_index.ts": """\
import { Migration } from "@mikro-orm/migrations";

export class Migration20260102000000_index extends Migration {
  override up() {
    this.addSql("create index posts_by_status on posts (status, title);");
  }

  override down() {
    this.addSql("drop index posts_by_status;");
  }
}
"""
    },
)

PLAN = """
import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync(process.env.DATABASE_URL.replace("sqlite:///", ""));
const rows = db.prepare("explain query plan select id from posts where status = 'live' and title = 'a'").all();
console.log(JSON.stringify(rows.map(({ detail }) => detail)));
"""


def production(site: Site) -> None:
    assert "posts_by_status" in str(script(site, PLAN))
    assert "No difference" in site.run("npm", "run", "--silent", "migration:check")

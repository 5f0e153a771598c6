"""The words of each feature, which nobody may find in a project without it."""

import re
from pathlib import Path

from parity.budgets import files

WORDS = {
    "docs": r"openapi|/docs\b|docs\.(py|ts|html|css|js)\b|zod-openapi|swagger",
    "logs": r"structlog|\bpino\b|pino-|LOG_LEVEL|log_level|X-Request-Id|request.?id\b|\blogs\.(py|ts)",
    "security": r"helmet|Content-Security-Policy|X-Frame-Options|nosniff|Referrer-Policy|Strict-Transport|\bsecurity\.(py|ts)",
    "cors": r"\bcors\b|flask.cors|CORS_ORIGINS|Access-Control|preflight",
    "compression": r"compress|gzip|\bbrotli\b",
    "metrics": r"prometheus|prom-client|METRICS_TOKEN|metrics|histogram",
    "pages": r"nunjucks|cookie-session|\bflash\b|SECRET_KEY_FALLBACKS|\b(pages|forms|shown)\.(py|ts)\b|\bwidgets\b|style\.css|Sec-Fetch",
    "accounts": r"\baccounts?\b|argon2|log.?in\b|log_in|\bstrangers?\b",
    "jobs": r"\bjobs[/.]|test_jobs|queued.?job|^\s*worker:|(flask|npm run) jobs|in the background",
    "realtime": r"\bchanges\.(py|ts)|test_changes\b(?!_)|changes\.test|STREAM_LIMIT|stream_limit|event-stream|/live\.js|data-live|/api/changes|realtime|\bchanged\(",
    "seeds": r"\bseeds?\b|\bseeds\.(py|ts)",
    "docker": r"docker|compose\.yaml|devcontainer",
    "ci": r"\.github|dependabot|github actions|workflow",
    "k8s": r"k8s|kubernetes|kubectl",
    "limiter": r"limiter|rate.?limit|RATE_LIMIT|limits\.(py|ts)|Retry-After|(?<!limit_conn_status )\b429\b|Too Many Requests",
    "redis": r"redis",
    "database": r"database|sqlalchemy|sqlite|postgres|mysql|mariadb|mikro|alembic|migrat|psycopg|readyz|\bORM\b",
    "twin": r"\btwin\b",
}
# The record of what was asked.
ANSWERS = ".copier-answers.yml"
# Why free: the README says how to change the project, and a feature that is off is what one would add.
COMMAND = re.compile(r"\s*(uvx? (run )?)?scaffold (set|add|update|twin)\b")


def traces(project: Path, feature: str) -> list[str]:
    """Each file and line, and each name of a file, with a word of the feature."""
    word = re.compile(WORDS[feature], re.IGNORECASE)
    found = []
    for path in files(project):
        if path.name == ANSWERS:
            continue
        found += [f"{path}"] if word.search(str(path)) else []
        text = (project / path).read_text(errors="replace").splitlines()
        found += [
            f"{path}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(text, 1)
            if word.search(line) and not COMMAND.match(line)
        ]
    return found

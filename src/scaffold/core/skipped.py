"""Names of what is not looked into in a folder of somebody: it was installed, or is made again from the rest."""

SKIPPED = frozenset(
    ".git .hg .svn .scaffold-before .venv venv node_modules .tox .nox .cache .parcel-cache .turbo .next .nuxt coverage "
    "__pycache__ .mypy_cache .pytest_cache .ruff_cache .hypothesis .eggs .yarn .pnpm-store .idea .vs .DS_Store".split()
)

scaffold update --pr
git checkout -q README.md
GIT_CONFIG_GLOBAL=/dev/null scaffold update --pr

scaffold update --pr >/dev/null
scaffold update --pr >/dev/null
git log --format=%s scaffold-update
git switch -q scaffold-update && git commit -q --allow-empty -m 'Mend it' && git switch -q main
scaffold update --pr

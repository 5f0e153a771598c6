scaffold update --pr >/dev/null 2>&1
git commit -q --allow-empty -m 'Something else was merged'

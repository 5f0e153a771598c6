mkdir ../all && mv .git ../all && rm -rf ./* ./.[a-z]* && git init -q && echo one > own && git add -A && git commit -qm One
scaffold-1 new api --framework flask --recipe starter --yes >/dev/null 2>&1

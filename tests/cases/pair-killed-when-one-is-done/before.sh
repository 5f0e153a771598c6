mkdir ../all && mv .git ../all && rm -rf ./* ./.[a-z]*
scaffold-1 new pair --framework both --recipe starter --no-git --yes >/dev/null 2>&1

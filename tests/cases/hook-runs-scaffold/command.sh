git commit -qam Mine
git show --stat --format=%s

# Two people choose another port each; the union merge of the answers keeps both lines.
git checkout -qb one
scaffold set port=1111 >/dev/null 2>&1
git commit -qam 'One' && git checkout -q main
scaffold set port=2222 >/dev/null 2>&1
git commit -qam 'Two'
git merge -q -m 'Merge' one >/dev/null || git checkout -q --theirs . && git add -A && git commit -qm Merge

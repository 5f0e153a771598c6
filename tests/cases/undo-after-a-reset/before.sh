scaffold set port=9000 >/dev/null 2>&1
git commit -qam Port && echo one > one && git add one && git commit -qm One
git switch -q -c other && git switch -q main && git reset -q --hard HEAD~2

STOPPED='STOP .scaffold-change/new' scaffold add resource "tag name:string!" &
until grep -q '^State:.T' /proc/$!/status; do sleep 0.1; done
git switch -q other
kill -CONT $!; wait $!
git status --short

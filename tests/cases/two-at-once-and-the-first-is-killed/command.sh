STOPPED='STOP .scaffold-change/new' scaffold add resource "tag name:string!" >/dev/null 2>&1 &
until grep -q '^State:.T' /proc/$!/status; do sleep 0.1; done
kill -KILL $!; wait $! 2>/dev/null
scaffold set port=9000

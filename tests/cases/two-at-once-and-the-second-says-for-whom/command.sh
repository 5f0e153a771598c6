STOPPED='STOP .scaffold-change/new' scaffold add resource "tag name:string!" >/dev/null 2>&1 &
first=$!
until grep -q '^State:.T' /proc/$first/status; do sleep 0.1; done
SCAFFOLD_WAIT=0 scaffold set port=9000 2>&1 | sed "s/process $first/process PID/"
scaffold status | grep templates
scaffold set port=9000 >../second 2>&1 &
until grep -qs Waiting ../second; do sleep 0.1; done
kill -CONT $first
wait
sed "s/process $first/process PID/" ../second
rm ../second
scaffold status | grep -E 'resource|answers'

scaffold set port=80 >/dev/null 2>&1 && git commit -qam 'Port 80'

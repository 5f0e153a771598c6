scaffold set docs=off
scaffold set docs=on

scaffold set docs=off

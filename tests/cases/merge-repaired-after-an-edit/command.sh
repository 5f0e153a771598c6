scaffold update --repair

ls -Ad .scaffold*
scaffold update --check
ls -Ad .scaffold*

export GIT_CONFIG_GLOBAL=$PWD/../gitconfig
scaffold update --diff | head -12
scaffold update

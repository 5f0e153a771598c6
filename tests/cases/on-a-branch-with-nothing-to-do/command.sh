scaffold update --branch newer --check
scaffold update --branch newer > /dev/null 2>&1
scaffold update --branch newer
scaffold update --branch other
git branch

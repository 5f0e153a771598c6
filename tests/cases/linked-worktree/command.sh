scaffold update
git -C ../main status --short

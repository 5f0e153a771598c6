scaffold update
git -C .. status --short

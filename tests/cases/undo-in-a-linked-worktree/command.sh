cd ../main && scaffold undo
cd ../shop/app && scaffold undo
git status --short

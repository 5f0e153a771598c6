scaffold update --branch newer
scaffold update --branch 'a b'
scaffold update --branch '@{-1}'
scaffold update --branch newer/2
git branch

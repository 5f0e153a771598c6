scaffold update
cat .copier-answers.yml

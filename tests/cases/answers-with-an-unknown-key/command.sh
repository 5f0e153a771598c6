scaffold update
grep colour .copier-answers.yml

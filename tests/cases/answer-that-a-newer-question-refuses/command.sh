scaffold-strict update
grep port .copier-answers.yml

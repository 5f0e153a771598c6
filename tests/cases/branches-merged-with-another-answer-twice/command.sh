grep port .copier-answers.yml
scaffold update

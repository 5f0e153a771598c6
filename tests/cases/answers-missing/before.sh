git mv .copier-answers.yml answers.yml

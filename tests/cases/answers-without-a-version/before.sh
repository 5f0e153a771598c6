sed -i /_commit/d .copier-answers.yml

mv .copier-answers.yml ../answers.yml && ln -s ../answers.yml .copier-answers.yml

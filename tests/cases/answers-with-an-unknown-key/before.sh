echo 'colour: red' >> .copier-answers.yml

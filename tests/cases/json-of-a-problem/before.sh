echo 'port: [8000' >> .copier-answers.yml

grep -A9 resources: .copier-answers.yml
scaffold update

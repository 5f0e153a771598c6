sed -i 's/database: sqlite/database: access/' .copier-answers.yml

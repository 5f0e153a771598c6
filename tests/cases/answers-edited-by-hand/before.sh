sed -i 's/port: 8000/port: 9000  # behind nginx/' .copier-answers.yml && echo '# Ask Ada before you change this.' >> .copier-answers.yml

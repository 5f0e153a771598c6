sed -i -e '/^_commit/d' .copier-answers.yml && sed -i -e 's/^database/_commit: v1.0.0\ndatabase/' .copier-answers.yml && echo '# mine' >> .copier-answers.yml

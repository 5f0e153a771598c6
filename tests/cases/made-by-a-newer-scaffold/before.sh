sed -i 's/_commit: .*/_commit: v9.0.0/' .copier-answers.yml

sed -i 's,_src_path: .*,_src_path: https://github.com/somebody/templates.git,' .copier-answers.yml

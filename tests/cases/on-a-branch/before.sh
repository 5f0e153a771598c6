echo '# Mine.' >> README.md

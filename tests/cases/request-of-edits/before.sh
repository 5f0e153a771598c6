echo '# mine' >> README.md

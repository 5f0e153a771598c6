echo 'More.' >> docs.md

sed -i 's/flask>=3.0/flask>=3.1/' pyproject.toml && git commit -qam 'Newer Flask'

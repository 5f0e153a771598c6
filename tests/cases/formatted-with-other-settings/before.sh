sed -i "s/\"/'/g; s/'''/\"\"\"/g" app/main.py app/registry.py && git commit -qam 'Single quotes'

for name in post-checkout post-index-change reference-transaction pre-commit post-merge; do
  printf '#!/bin/sh\necho "%s" >> ../hooks-that-ran\nexit 1\n' $name > .git/hooks/$name && chmod +x .git/hooks/$name
done
sed -i 's/application\./shop application./' app/main.py

printf '#!/bin/sh\nexec scaffold update\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
echo '# mine' >> README.md && sed -i 's/return 0/return 1/' app/main.py

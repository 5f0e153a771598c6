printf '#!/bin/sh\nexec scaffold update\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
sed -i 's/application\./shop application./' app/main.py

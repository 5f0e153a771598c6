PATH=$(dirname "$(command -v scaffold)") scaffold update

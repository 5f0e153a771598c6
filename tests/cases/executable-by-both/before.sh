chmod 755 run.sh && sed -i 's/set -eu/set -euo pipefail/' run.sh && git commit -qam 'Run it'

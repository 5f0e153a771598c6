git config core.fileMode false && chmod -x run.sh && sed -i 's/return 0/return 1/' app/main.py

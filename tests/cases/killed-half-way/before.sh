sed -i 's/application\./shop application./' app/main.py
STOPPED='KILL app/tools/helpers.py' scaffold update || true

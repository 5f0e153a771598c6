sed -i -e 's/application\./shop application./' -e 's,"/healthz",("/health"),' app/main.py

sed -i 's/application\./shop application./' app/main.py

head -3 app/tools/helpers.py
scaffold update --to 1.0.0

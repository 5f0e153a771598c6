echo 'ours = True' > app/features/memo.py

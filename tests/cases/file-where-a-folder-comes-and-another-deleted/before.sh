# Why deleted: then all other files are looked at, for where it may have been moved to.
echo mine > app/tools && rm app/main.py

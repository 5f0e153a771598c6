# The templates make run.sh executable and change it; here it has become something else.
chmod 600 run.sh

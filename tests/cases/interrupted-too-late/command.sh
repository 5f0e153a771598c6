STOPPED='INT app/tools/helpers.py' scaffold update

scaffold add resource "comment body:text!" >/dev/null 2>&1

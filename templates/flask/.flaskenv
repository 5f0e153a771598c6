[# concept start.development #]
[# (1) #]
FLASK_APP=app
[# (2) #]
FLASK_DEBUG=1
[# /concept #]

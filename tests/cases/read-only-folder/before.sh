chmod 555 app

scaffold update
chmod 755 app

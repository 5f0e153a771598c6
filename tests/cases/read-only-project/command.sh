scaffold update
chmod 755 .

echo 'PORT=1234' > .env

scaffold set port=9000
git check-ignore .env && cat .env

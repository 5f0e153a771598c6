# As in `update-edited-near`, committed.
sed -i 's/application\./shop application./' app/main.py
git commit -qam 'Edit'

sed -i 's/TABLE = "notes"/TABLE = "our_notes"/' app/features/note.py
git commit -qam 'Our own table'

echo mine > app/tools

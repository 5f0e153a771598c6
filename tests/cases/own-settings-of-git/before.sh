cat > ../gitconfig <<'END'
[core]
	autocrlf = input
	quotePath = true
	pager = false
	hooksPath = /nowhere
[diff]
	noprefix = true
	external = false
	renames = false
	mnemonicPrefix = true
[merge]
	renames = false
	directoryRenames = true
	conflictStyle = diff3
[commit]
	gpgSign = true
[status]
	relativePaths = false
[color]
	ui = always
END
sed -i 's/application\./shop application./' app/main.py

git mv migrations elsewhere && git commit -qm 'Move the history'

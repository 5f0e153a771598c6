git branch other && echo one > one && git add one && git commit -qm One

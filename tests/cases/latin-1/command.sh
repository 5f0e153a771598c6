scaffold update --diff | grep -a gr
scaffold update

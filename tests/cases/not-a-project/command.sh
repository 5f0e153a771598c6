cd .. && scaffold update
scaffold update nowhere

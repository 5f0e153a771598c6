scaffold rename resource note memo
scaffold status | head -1

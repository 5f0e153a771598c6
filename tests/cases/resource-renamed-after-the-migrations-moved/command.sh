scaffold rename resource note memo

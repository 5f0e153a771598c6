mv app ../elsewhere && ln -s ../elsewhere app

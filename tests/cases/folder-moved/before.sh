git mv app shop && git commit -qm 'Call the package shop'

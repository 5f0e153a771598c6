git commit -qam Mine

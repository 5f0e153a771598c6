chmod +x app/main.py && git commit -qam 'Run main'

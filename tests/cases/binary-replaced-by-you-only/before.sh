printf 'mine\0\1' > logo.bin && git commit -qam 'Our logo'

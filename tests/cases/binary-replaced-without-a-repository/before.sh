printf 'mine\0\1' > logo.bin && rm -rf .git

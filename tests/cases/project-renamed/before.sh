sed -i 's/A small shop/The best shop/' README.md

# Why a long file of answers: it is copied, and the disk ends within it.
head -c 200000 /dev/zero | tr '\0' '#' >> .copier-answers.yml

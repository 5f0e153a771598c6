scaffold update --pr

scaffold update --branch newer

git branch newer

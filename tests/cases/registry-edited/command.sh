scaffold add resource "comment body:text!"

scaffold add resource "tag name:string!"
scaffold update

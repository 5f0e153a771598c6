scaffold remove resource comment

scaffold set project_name=store

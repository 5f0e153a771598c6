"""What happens around every request, one concern per file; the factory orders them."""

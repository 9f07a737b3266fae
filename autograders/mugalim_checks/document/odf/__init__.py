"""Documents as .odt files."""

"""Documents as .docx files."""

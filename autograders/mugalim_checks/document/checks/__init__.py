"""The checks of documents, by what they are about."""

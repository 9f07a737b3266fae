"""The checks of workbooks, by what they are about."""

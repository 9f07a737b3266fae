"""What goes wrong for an operator, said in one sentence."""


class OperatorError(Exception):
    """Raised with a sentence that says what is wrong and what to do; no traceback is shown."""

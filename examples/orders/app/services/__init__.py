"""The rules of the order desk, free of HTTP."""

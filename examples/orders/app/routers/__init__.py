"""The HTTP interface of the order desk."""

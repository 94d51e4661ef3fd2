"""Tests of the order desk; those in `integration` start it or migrate a database."""

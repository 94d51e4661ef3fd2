"""Tests of the order desk; those in `integration` need it started."""

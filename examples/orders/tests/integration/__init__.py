"""Tests against the started application."""

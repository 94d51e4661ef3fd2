"""Tests against the started application, and of the migrations."""

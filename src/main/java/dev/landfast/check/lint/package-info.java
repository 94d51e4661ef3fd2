/// Lint findings of ruff, flake8 and bandit, and a reading of our own.
@NullMarked
package dev.landfast.check.lint;

import org.jspecify.annotations.NullMarked;

/// The project's tests: one run for all checks that ask, believed only where its stories agree.
@NullMarked
package dev.landfast.check.tests;

import org.jspecify.annotations.NullMarked;

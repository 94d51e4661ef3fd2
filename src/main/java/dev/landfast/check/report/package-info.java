/// Report formats that many tools write: JUnit, Cobertura, SARIF.
@NullMarked
package dev.landfast.check.report;

import org.jspecify.annotations.NullMarked;

/// Proofs that are carried out: new tests against old code, and small wrong versions of the change
/// that the tests ought to notice.
@NullMarked
package dev.landfast.check.proof;

import org.jspecify.annotations.NullMarked;

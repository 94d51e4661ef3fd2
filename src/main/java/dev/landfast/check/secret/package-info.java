/// Secrets in the files of a tree, recognised by their form and never repeated.
@NullMarked
package dev.landfast.check.secret;

import org.jspecify.annotations.NullMarked;

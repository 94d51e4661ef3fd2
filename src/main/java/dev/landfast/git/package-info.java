/// The only package that runs git. Plumbing, explicit directories, a scrubbed environment.
@NullMarked
package dev.landfast.git;

import org.jspecify.annotations.NullMarked;

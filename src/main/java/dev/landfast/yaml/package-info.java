/// YAML as plain values, within limits, for the small files that come with a repository: roles,
/// recordings, settings.
///
/// Workflow definitions are read by `definition` itself, which keeps the position of every word.
@NullMarked
package dev.landfast.yaml;

import org.jspecify.annotations.NullMarked;

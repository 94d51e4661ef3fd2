/// The only package that starts a process.
///
/// Two ways to run something. A *task* ({@link dev.landfast.process.Tasks}) is work that may take
/// hours: it runs under a small detached shim, outlives this program, is capped, timed, and can be
/// found again after a crash. A *capture* ({@link dev.landfast.process.Capture}) is a short
/// internal command such as git plumbing: no shim, output in memory. Neither ever builds a shell
/// command line.
@NullMarked
package dev.landfast.process;

import org.jspecify.annotations.NullMarked;

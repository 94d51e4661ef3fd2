package dev.landfast.agent.brief;

import java.util.Optional;

/// How much of a brief's matter is in its text. What gives way first: instruction files, then
/// skills, each from the last to a line that says where it is; then the list of changed files; then
/// what findings say beyond their first line; then the last of the findings. Task, duties, what is
/// measured and the answer's shape never do.
///
/// @param instructions how many are whole
/// @param skills how many are whole
/// @param files how many are listed
/// @param whole whether findings are
/// @param findings how many are listed
record Cut(int instructions, int skills, int files, boolean whole, int findings) {

    private static final int SOME_FILES = 40;
    private static final int FEW_FILES = 10;
    private static final int FEW_FINDINGS = 10;

    static Cut none(BriefWriter.Matter matter, Material material) {
        return new Cut(
                material.knowledge().instructions().size(),
                material.knowledge().skills().size(),
                material.files().changed().size(),
                true,
                matter.findings().size());
    }

    /// The next to give way; empty when nothing may.
    Optional<Cut> further() {
        if (instructions > 0) {
            return Optional.of(new Cut(instructions - 1, skills, files, whole, findings));
        }
        if (skills > 0) {
            return Optional.of(new Cut(0, skills - 1, files, whole, findings));
        }
        if (files > FEW_FILES) {
            var fewer = files > SOME_FILES ? SOME_FILES : FEW_FILES;
            return Optional.of(new Cut(0, 0, fewer, whole, findings));
        }
        if (whole && findings > 0) {
            return Optional.of(new Cut(0, 0, files, false, findings));
        }
        if (findings > FEW_FINDINGS) {
            var fewer = Math.max(FEW_FINDINGS, findings * 3 / 4);
            return Optional.of(new Cut(0, 0, files, false, fewer));
        }
        return Optional.empty();
    }
}

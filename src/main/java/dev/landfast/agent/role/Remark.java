package dev.landfast.agent.role;

import dev.landfast.problem.DefinitionProblem;

/// Something about a role, a skill or an instruction file that is wrong, or probably not meant.
///
/// @param place where
/// @param mistake whether the file cannot be used because of it
/// @param what a clause without a full stop
/// @param remedy what to do, with what was probably meant
public record Remark(Code code, Place place, boolean mistake, String what, String remedy) {

    /// @param line counts from 1
    public record Place(String file, int line) {

        /// `file:line`, the form editors and terminals turn into a link.
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /// The kinds; the reference has a row on each.
    public enum Code {
        UNREADABLE("LF-361"),
        MISSING("LF-362"),
        VALUE("LF-363"),
        UNKNOWN_NAME("LF-364"),
        UNKNOWN_KEY("LF-365"),
        DOUBT("LF-366");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// The same where one can go on all the same.
    Remark asDoubt() {
        return new Remark(code, place, false, what, remedy);
    }

    /// For whoever cannot go on because of it.
    public DefinitionProblem problem() {
        return new DefinitionProblem(code.text(), what, place.toString(), remedy);
    }
}

package dev.landfast.syntax;

/// One thing that a test asserts, whichever way it is written: `assert a == b` and
/// `self.assertEqual(a, b)` are the same.
///
/// @param text in normal form
/// @param left what is looked at, or the exception that is expected
/// @param right what it is held against; empty where there is nothing
/// @param line counts from 1
public record Assertion(Form form, String text, String left, String right, int line) {

    /// How much it says, the most first.
    public enum Form {
        EQUAL,
        NEARLY,
        ORDER,
        CONTAINS,
        TYPE,
        TRUTH,
        /// An exception or a warning is expected.
        RAISES,
        /// A check whose strength nobody can tell from here, such as one of the project's own.
        OTHER,
        /// True whatever the code does.
        ALWAYS
    }

    /// Whether the form alone tells how much it says.
    public boolean compares() {
        return form.compareTo(Form.TRUTH) <= 0;
    }

    /// Whether it looks at what the other one looks at.
    public boolean concerns(Assertion other) {
        return !left.isEmpty()
                && !other.left.isEmpty()
                && (left.equals(other.left)
                        || right.equals(other.left)
                        || mentions(left, other.left)
                        || mentions(right, other.left)
                        || mentions(other.left, left));
    }

    private static boolean mentions(String text, String part) {
        return (" " + text + " ").contains(" " + part + " ");
    }
}

package dev.landfast.check.tests;

import java.util.Collection;
import java.util.regex.Pattern;

/// Whether tests notice that the code is a wrong one.
public enum Notice {
    /// All of them pass.
    NONE,
    /// The code cannot go on, which every test notices that calls it.
    BROKE,
    /// What comes out is not what a test asks for.
    ASSERTED;

    private static final Pattern CANNOT_GO_ON =
            Pattern.compile(
                    "(TypeError|AttributeError|NameError|UnboundLocalError|IndexError|KeyError"
                            + "|ZeroDivisionError|OverflowError|RecursionError|MemoryError"
                            + "|ImportError|ModuleNotFoundError|decimal\\.\\w+)\\b.*",
                    Pattern.DOTALL);

    /// @param ran results of tests, of which some did not pass or did not run
    static Notice of(Collection<TestStream.Result> ran) {
        return ran.stream().anyMatch(Notice::isAsserted) ? ASSERTED : BROKE;
    }

    private static boolean isAsserted(TestStream.Result result) {
        return result.outcome().bad() && !CANNOT_GO_ON.matcher(result.crash().message()).matches();
    }
}

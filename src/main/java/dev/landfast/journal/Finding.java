package dev.landfast.journal;

import java.util.Optional;

/// One thing that is wrong and where, in the terms of SARIF.
///
/// @param rule the checker's own name of the rule, such as `E501` or `base-test-missing`
/// @param advice what would mend it, in one sentence
public record Finding(
        String rule, Level level, Place place, String message, Optional<String> advice) {

    /// What the rule of a finding begins with that no repair of details will mend.
    public static final String FUNDAMENTAL = "fundamental-";

    /// Whether whoever found it says that the approach is wrong and not a detail of it.
    public boolean fundamental() {
        return rule.startsWith(FUNDAMENTAL);
    }

    /// How bad it is. The reviewer's words map to these one to one.
    public enum Level {
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW
    }

    /// @param file relative to the root of the tree, empty when the finding has no place
    /// @param line counts from 1; 0 when unknown
    public record Place(String file, int line) {

        @Override
        public String toString() {
            return line > 0 ? file + ":" + line : file;
        }
    }
}

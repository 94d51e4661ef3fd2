package dev.landfast.cli;

/// Where the process starts.
public final class Main {

    private Main() {}

    /// @param args the words after `landfast`
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// One command from its words to its exit code.
    static int run(String... words) {
        System.out.println("landfast 0.1.0-SNAPSHOT");
        return 0;
    }
}

package dev.landfast.cli;

/// Where the process starts.
public final class Main {

    private Main() {}

    /// @param args the words after `landfast`
    public static void main(String[] args) {
        System.out.println("landfast 0.1.0-SNAPSHOT");
    }
}

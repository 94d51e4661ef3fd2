package dev.landfast.cli;

/// Walks through the commands people type most, in one process, so that the launcher can record
/// which classes and profiles the AOT cache should hold. It reads only, and its answers are thrown
/// away.
final class Training {

    private Training() {}

    public static void main(String[] args) {
        Main.main(args);
    }
}

package dev.landfast.simulation;

/// How likely things go wrong, each from 0 to 1.
///
/// @param fail a gate, and now and then other steps, find the code wrong
/// @param environment an attempt fails for a reason outside the code
/// @param odd an attempt is lost, escalates, waits for a person, or meets a bug
/// @param accident before an event: a crash, a second runner, a duplicate or late result
/// @param people a person does something nobody asked them for
public record Odds(double fail, double environment, double odd, double accident, double people) {

    /// Everything passes and nothing happens.
    public static final Odds CALM = new Odds(0, 0, 0, 0, 0);

    /// What the seeds of the test suite are run with.
    public static final Odds STORMY = new Odds(0.25, 0.08, 0.06, 0.06, 0.04);
}

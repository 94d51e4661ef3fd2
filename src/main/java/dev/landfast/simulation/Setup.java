package dev.landfast.simulation;

import dev.landfast.journal.Event;

/// What a simulated run is made of.
///
/// @param seed the same seed gives the same run
public record Setup(long seed, Odds odds, Script script, Temper people, Event.RunStarted start) {

    /// How people take part.
    public enum Temper {
        /// Nobody answers: the run is left where it waits or stops.
        ABSENT,
        /// Questions are answered; a run that stopped is left alone.
        ANSWERING,
        /// Follows the first suggestion and mends what is wrong.
        HELPFUL,
        /// Follows the first suggestion and mends nothing.
        USELESS
    }

    /// A calm run with scripted outcomes.
    public static Setup scripted(Script script, Event.RunStarted start) {
        return new Setup(1, Odds.CALM, script, Temper.ANSWERING, start);
    }

    /// A stormy run, reproducible from its seed.
    public static Setup stormy(long seed, Event.RunStarted start) {
        var temper = seed % 4 == 0 ? Temper.USELESS : Temper.HELPFUL;
        return new Setup(seed, Odds.STORMY, Script.empty(), temper, start);
    }
}

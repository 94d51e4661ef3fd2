package dev.landfast.process;

/// How far a task reaches over the network.
public enum Network {
    /// A network of its own that ends at the loopback device.
    LOOPBACK,

    /// The machine's network.
    FULL
}

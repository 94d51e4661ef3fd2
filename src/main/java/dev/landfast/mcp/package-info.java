/// The Model Context Protocol: tools for agents, with identity by token.
///
/// A request becomes an answer in {@link dev.landfast.mcp.Protocol}, which knows neither threads
/// nor sockets; two doors lead to it, HTTP on the loopback device and lines on standard input. What
/// the tools do is not known here.
@NullMarked
package dev.landfast.mcp;

import org.jspecify.annotations.NullMarked;

/// How the programs of coding agents are asked, and how what they print is read.
@NullMarked
package dev.landfast.agent.dialect;

import org.jspecify.annotations.NullMarked;

/// What an agent is told: one text that the same run and step always give.
@NullMarked
package dev.landfast.agent.brief;

import org.jspecify.annotations.NullMarked;

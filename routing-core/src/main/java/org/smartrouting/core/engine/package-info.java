/**
 * The state machine of a shard: commands go in, answers and effects come out; nothing else changes
 * its state.
 */
@NullMarked
package org.smartrouting.core.engine;

import org.jspecify.annotations.NullMarked;

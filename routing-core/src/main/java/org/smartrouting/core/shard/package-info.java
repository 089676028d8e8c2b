/** A shard at work: its mailbox, the thread of its engine, its journal, and how it recovers. */
@NullMarked
package org.smartrouting.core.shard;

import org.jspecify.annotations.NullMarked;

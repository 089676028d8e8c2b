/** What outlives the process: shards under their epochs, and the rows they write and read. */
@NullMarked
package org.smartrouting.core.store;

import org.jspecify.annotations.NullMarked;

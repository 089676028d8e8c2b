/** The domain of task routing, free of transport. */
@NullMarked
package org.smartrouting.core;

import org.jspecify.annotations.NullMarked;

/** The order in which waiting tasks are served, and what a freed specialist finds of it. */
@NullMarked
package org.smartrouting.core.queue;

import org.jspecify.annotations.NullMarked;

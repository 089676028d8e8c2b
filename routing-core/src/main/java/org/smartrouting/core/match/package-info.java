/** Who is eligible for a task, found by bitsets of skills and availability. */
@NullMarked
package org.smartrouting.core.match;

import org.jspecify.annotations.NullMarked;

/** The rules under which tasks and specialists are matched. */
@NullMarked
package org.smartrouting.core.pool;

import org.jspecify.annotations.NullMarked;

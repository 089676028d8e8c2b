/** The service of those who plan work, have it done, and put the results together. */
@NullMarked
package org.smartrouting.server.orchestration;

import org.jspecify.annotations.NullMarked;

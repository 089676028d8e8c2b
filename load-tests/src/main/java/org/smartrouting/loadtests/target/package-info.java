/** The server that a run uses: one that runs already, or one in this process. */
@NullMarked
package org.smartrouting.loadtests.target;

import org.jspecify.annotations.NullMarked;

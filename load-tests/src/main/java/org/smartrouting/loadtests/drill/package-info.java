/** Drills: a real server process is used, killed and started again, and everything is counted. */
@NullMarked
package org.smartrouting.loadtests.drill;

import org.jspecify.annotations.NullMarked;

/** Traces of tasks and descriptions of fleets: their files, and where they come from. */
@NullMarked
package org.smartrouting.loadtests.trace;

import org.jspecify.annotations.NullMarked;

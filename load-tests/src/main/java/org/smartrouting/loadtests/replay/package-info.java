/**
 * A trace given to a running server at its times, with specialists that take as long as it says.
 */
@NullMarked
package org.smartrouting.loadtests.replay;

import org.jspecify.annotations.NullMarked;

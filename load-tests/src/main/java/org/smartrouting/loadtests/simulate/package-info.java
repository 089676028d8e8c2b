/** Runs the engine of the router through a trace in virtual time. */
@NullMarked
package org.smartrouting.loadtests.simulate;

import org.jspecify.annotations.NullMarked;

/** A closed loop: so many tasks are always in flight, and what comes through is measured. */
@NullMarked
package org.smartrouting.loadtests.drive;

import org.jspecify.annotations.NullMarked;

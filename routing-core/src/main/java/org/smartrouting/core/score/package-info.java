/**
 * What it is expected to cost to give a task to a specialist, term by term, and what is learned
 * from the past.
 */
@NullMarked
package org.smartrouting.core.score;

import org.jspecify.annotations.NullMarked;

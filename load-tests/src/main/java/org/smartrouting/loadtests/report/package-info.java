/** What a run gave: observations of its tasks, the report made of them, and how it is shown. */
@NullMarked
package org.smartrouting.loadtests.report;

import org.jspecify.annotations.NullMarked;

/** How long single decisions of the engine take at its design size, and what a task weighs. */
@NullMarked
package org.smartrouting.loadtests.bench;

import org.jspecify.annotations.NullMarked;

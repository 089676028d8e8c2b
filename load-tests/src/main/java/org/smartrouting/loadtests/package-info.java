/** Load, crash and fault runs against a router. */
@NullMarked
package org.smartrouting.loadtests;

import org.jspecify.annotations.NullMarked;

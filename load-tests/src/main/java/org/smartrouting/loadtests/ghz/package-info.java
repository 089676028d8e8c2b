/** What a server must have before ghz can call it, and the call data that names it. */
@NullMarked
package org.smartrouting.loadtests.ghz;

import org.jspecify.annotations.NullMarked;

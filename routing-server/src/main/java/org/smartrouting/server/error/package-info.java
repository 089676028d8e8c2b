/** The one place where what goes wrong becomes what a caller sees. */
@NullMarked
package org.smartrouting.server.error;

import org.jspecify.annotations.NullMarked;

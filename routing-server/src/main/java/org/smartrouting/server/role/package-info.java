/** What the roles of specialists are told: working instructions, as texts that can be replaced. */
@NullMarked
package org.smartrouting.server.role;

import org.jspecify.annotations.NullMarked;

/** How the server is and how it comes and goes: start, health, graceful stop. */
@NullMarked
package org.smartrouting.server.lifecycle;

import org.jspecify.annotations.NullMarked;

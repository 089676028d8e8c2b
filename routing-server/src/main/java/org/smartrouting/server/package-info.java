/** The gRPC server and its wiring. */
@NullMarked
package org.smartrouting.server;

import org.jspecify.annotations.NullMarked;

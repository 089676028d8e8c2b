/** The gRPC server itself: where it listens, what callers may take, and what no call may escape. */
@NullMarked
package org.smartrouting.server.transport;

import org.jspecify.annotations.NullMarked;

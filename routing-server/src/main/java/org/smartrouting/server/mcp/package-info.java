/** The router as a server of the Model Context Protocol, over the stubs of its gRPC services. */
@NullMarked
package org.smartrouting.server.mcp;

import org.jspecify.annotations.NullMarked;

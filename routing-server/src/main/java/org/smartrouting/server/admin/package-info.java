/** The HTTP server beside gRPC: what answers there, and how much of it at a time. */
@NullMarked
package org.smartrouting.server.admin;

import org.jspecify.annotations.NullMarked;

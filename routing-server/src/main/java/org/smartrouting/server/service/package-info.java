/** The gRPC services: each call becomes a command of a shard, its answer a message. */
@NullMarked
package org.smartrouting.server.service;

import org.jspecify.annotations.NullMarked;

/** A whole router in one process, with specialists and work to do: what a newcomer sees first. */
@NullMarked
package org.smartrouting.server.demo;

import org.jspecify.annotations.NullMarked;

/** How the API's messages and the core's values stand for each other, one class for each noun. */
@NullMarked
package org.smartrouting.server.codec;

import org.jspecify.annotations.NullMarked;

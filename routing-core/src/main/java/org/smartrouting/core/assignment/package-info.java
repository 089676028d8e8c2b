/**
 * One attempt of one task by one specialist: the token that fences it and the wait before the next.
 */
@NullMarked
package org.smartrouting.core.assignment;

import org.jspecify.annotations.NullMarked;

/**
 * How much of a specialist is taken: by us, exactly; by others, as far as it said and as long as
 * that is fresh.
 */
@NullMarked
package org.smartrouting.core.load;

import org.jspecify.annotations.NullMarked;

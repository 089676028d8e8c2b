/** Who does the work: the specialist, its skills and its labels. */
@NullMarked
package org.smartrouting.core.specialist;

import org.jspecify.annotations.NullMarked;

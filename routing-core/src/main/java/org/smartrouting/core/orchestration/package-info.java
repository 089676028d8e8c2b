/**
 * Bodies of work: sessions, the plans of their tasks, what came of them, and what they stored.
 * Values only; the engine changes them.
 */
@NullMarked
package org.smartrouting.core.orchestration;

import org.jspecify.annotations.NullMarked;

package org.smartrouting.core.engine;

import org.jspecify.annotations.Nullable;
import org.smartrouting.core.specialist.LoadReport;
import org.smartrouting.core.specialist.Specialist;

/**
 * A specialist with what only memory knows of it.
 *
 * @param specialist what the store keeps
 * @param connected whether it is there to take work
 * @param inFlight assignments it holds, and those taken from it that it has not stopped yet
 * @param load last load report; null for none
 * @param loadMicros when that report arrived; 0 for none
 * @param ejectedUntilMicros until when it gets no new work because it kept failing; 0 when it does
 */
public record SpecialistView(
    Specialist specialist,
    boolean connected,
    int inFlight,
    @Nullable LoadReport load,
    long loadMicros,
    long ejectedUntilMicros) {}

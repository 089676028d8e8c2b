package org.smartrouting.core.engine;

import org.smartrouting.core.specialist.SpecialistKey;

/**
 * A specialist that kept failing gets no new work for a while.
 *
 * @param specialist which one
 * @param rate its recent rate of success, 0..1
 * @param untilMicros until when, microseconds since the epoch
 */
public record Ejected(SpecialistKey specialist, double rate, long untilMicros) {}

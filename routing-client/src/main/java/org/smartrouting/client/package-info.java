/**
 * The client library: submits tasks, waits for their results and works on them as a specialist.
 *
 * <p>{@link org.smartrouting.client.RoutingClient} is the door for submitters, {@link
 * org.smartrouting.client.SpecialistSession} the one for specialists.
 */
@NullMarked
package org.smartrouting.client;

import org.jspecify.annotations.NullMarked;

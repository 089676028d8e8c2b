package org.smartrouting.core.specialist;

/**
 * A specialist at one moment, without its connection: what the store keeps. Immutable.
 *
 * @param key pool and id
 * @param spec what its owner says of it
 * @param state whether it may get work
 * @param createdMicros when it was first registered, microseconds since the epoch
 * @param updatedMicros when spec or state last changed
 * @param version number of changes so far, from 1
 */
public record Specialist(
    SpecialistKey key,
    SpecialistSpec spec,
    SpecialistState state,
    long createdMicros,
    long updatedMicros,
    long version) {
  /** The same with another spec. */
  public Specialist withSpec(SpecialistSpec value, long nowMicros) {
    return new Specialist(key, value, state, createdMicros, nowMicros, version + 1);
  }

  /** The same in another state. */
  public Specialist withState(SpecialistState value, long nowMicros) {
    return new Specialist(key, spec, value, createdMicros, nowMicros, version + 1);
  }
}

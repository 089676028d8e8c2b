package org.smartrouting.loadtests.trace;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent sources of chance of one seed, one for each thing that is drawn, so that a change of
 * one thing leaves the draws of the others as they were.
 *
 * @param seed any number
 */
public record Streams(long seed) {
  /** The source for one thing, always the same from its beginning on. */
  public RandomGenerator of(String what) {
    UUID name = UUID.nameUUIDFromBytes((seed + " " + what).getBytes(StandardCharsets.UTF_8));
    return RandomGeneratorFactory.of("Xoshiro256PlusPlus")
        .create(name.getMostSignificantBits() ^ name.getLeastSignificantBits());
  }
}

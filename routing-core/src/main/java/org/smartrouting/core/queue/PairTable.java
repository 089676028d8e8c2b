package org.smartrouting.core.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from two small numbers to a number and a thing. A freed specialist asks for hundreds
 * of pairs of which few are there; so keys and numbers lie beside each other in one array, and no
 * answer needs a reference to be followed. Not thread-safe.
 *
 * @param <V> the things
 */
final class PairTable<V> {
  /** In the place of a pair that is not there. */
  static final int ABSENT = -1;

  private static final long EMPTY = 0;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int SHORTEST = 16;

  /** For each place a key and its number. */
  private long[] places = new long[2 * SHORTEST];

  private @Nullable Object[] things = new Object[SHORTEST];
  private int size;

  /** The place of a pair, valid until the next change; {@link #ABSENT} for none. */
  int find(int one, int two) {
    return find(key(one, two));
  }

  /** The number at a place that was found. */
  long number(int place) {
    return places[2 * place + 1];
  }

  /** The thing at a place that was found. */
  @SuppressWarnings("unchecked")
  V thing(int place) {
    Object thing = things[place];
    if (thing == null) {
      throw new IllegalStateException("nothing at place " + place);
    }
    return (V) thing;
  }

  /** Number of pairs. */
  int size() {
    return size;
  }

  /** Sets what belongs to a pair. */
  void put(int one, int two, long number, V thing) {
    long key = key(one, two);
    int place = find(key);
    if (place == ABSENT) {
      if (4 * (size + 1) > 3 * things.length) {
        grow();
      }
      place = free(key);
      size++;
    }
    set(place, key, number, thing);
  }

  /** Takes out a pair that is there. */
  void remove(int one, int two) {
    int hole = find(one, two);
    if (hole == ABSENT) {
      throw new IllegalStateException("no pair " + one + ", " + two);
    }
    size--;
    int mask = things.length - 1;
    // What was put further because this place was taken moves up.
    for (int next = (hole + 1) & mask; places[2 * next] != EMPTY; next = (next + 1) & mask) {
      int home = home(places[2 * next]);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        set(hole, places[2 * next], places[2 * next + 1], things[next]);
        hole = next;
      }
    }
    set(hole, EMPTY, 0, null);
  }

  private int find(long key) {
    int mask = things.length - 1;
    int place = home(key);
    while (places[2 * place] != EMPTY) {
      if (places[2 * place] == key) {
        return place;
      }
      place = (place + 1) & mask;
    }
    return ABSENT;
  }

  private int free(long key) {
    int mask = things.length - 1;
    int place = home(key);
    while (places[2 * place] != EMPTY) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldPlaces = places;
    Object[] oldThings = things;
    places = new long[2 * oldPlaces.length];
    things = Arrays.copyOf(new Object[0], 2 * oldThings.length);
    for (int old = 0; old < oldThings.length; old++) {
      long key = oldPlaces[2 * old];
      if (key != EMPTY) {
        set(free(key), key, oldPlaces[2 * old + 1], oldThings[old]);
      }
    }
  }

  private void set(int place, long key, long number, @Nullable Object thing) {
    places[2 * place] = key;
    places[2 * place + 1] = number;
    things[place] = thing;
  }

  private int home(long key) {
    long mixed = key * FACTOR;
    return (int) (((mixed ^ (mixed >>> 32)) * FACTOR) >>> 32) & (things.length - 1);
  }

  /** Never that of an empty place. */
  private static long key(int one, int two) {
    return ((one + 1L) << 32) | two;
  }
}

package org.smartrouting.core.score;

/** How specialists are tried of which little is known. */
public enum Exploration {
  /** Success is drawn from what is believed of it, so that doubt is tried out now and then. */
  THOMPSON,
  /** Success is what is expected of it; nobody is tried for the sake of knowing. */
  MEAN
}

package org.smartrouting.core.task;

/**
 * Prefers specialists by one label.
 *
 * @param constraint what the label had better satisfy
 * @param weight share of this preference relative to the others, 0..1,000
 */
public record LabelPreference(LabelConstraint constraint, double weight) {
  /** Checks the weight. */
  public LabelPreference {
    if (!(weight >= 0 && weight <= 1000)) {
      throw new IllegalArgumentException("weight " + weight + " of " + constraint.key());
    }
  }
}

package org.smartrouting.server.codec;

import org.smartrouting.core.pool.AssignmentMode;

/** Who of the free specialists gets a task. */
final class AssignmentModeCodec {
  private AssignmentModeCodec() {}

  /** Reads a mode; what is unspecified stays as it is. */
  static AssignmentMode over(AssignmentMode base, org.smartrouting.v1.AssignmentMode message) {
    return switch (message) {
      case ASSIGNMENT_MODE_UNSPECIFIED -> base;
      case ASSIGNMENT_MODE_BEST_COST -> AssignmentMode.BEST_COST;
      case ASSIGNMENT_MODE_LONGEST_IDLE -> AssignmentMode.LONGEST_IDLE;
      case ASSIGNMENT_MODE_ROUND_ROBIN -> AssignmentMode.ROUND_ROBIN;
      case ASSIGNMENT_MODE_WEIGHTED -> AssignmentMode.WEIGHTED;
      case ASSIGNMENT_MODE_RANDOM -> AssignmentMode.RANDOM;
      case ASSIGNMENT_MODE_LEAST_LOADED -> AssignmentMode.LEAST_LOADED;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a mode: " + message);
    };
  }

  static org.smartrouting.v1.AssignmentMode toMessage(AssignmentMode mode) {
    return switch (mode) {
      case BEST_COST -> org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_BEST_COST;
      case LONGEST_IDLE -> org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_LONGEST_IDLE;
      case ROUND_ROBIN -> org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_ROUND_ROBIN;
      case WEIGHTED -> org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_WEIGHTED;
      case RANDOM -> org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_RANDOM;
      case LEAST_LOADED -> org.smartrouting.v1.AssignmentMode.ASSIGNMENT_MODE_LEAST_LOADED;
    };
  }
}

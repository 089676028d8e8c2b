package org.smartrouting.server.validation;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;

/** Bounds a JSON object in size and depth; every number in it must be finite. */
final class StructCheck implements ValueCheck {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_DEPTH = 32;

  @Override
  public void check(Object value, Findings findings) {
    Struct struct = (Struct) value;
    int size = struct.getSerializedSize();
    if (size > MAX_BYTES) {
      findings.add("", Ranges.mustBe(0, MAX_BYTES, " bytes", size));
    } else if (depth(struct, 1) > MAX_DEPTH) {
      findings.add("", "must not be nested more than " + MAX_DEPTH + " deep");
    } else if (!isFinite(struct)) {
      findings.add("", "must have finite numbers only");
    }
  }

  private static int depth(Struct struct, int depth) {
    int deepest = depth;
    for (Value value : struct.getFieldsMap().values()) {
      deepest = Math.max(deepest, depth(value, depth));
    }
    return deepest;
  }

  private static int depth(Value value, int depth) {
    if (depth > MAX_DEPTH) {
      return depth;
    }
    int deepest = depth;
    if (value.hasStructValue()) {
      deepest = depth(value.getStructValue(), depth + 1);
    }
    for (Value item : value.getListValue().getValuesList()) {
      deepest = Math.max(deepest, depth(item, depth + 1));
    }
    return deepest;
  }

  private static boolean isFinite(Struct struct) {
    return struct.getFieldsMap().values().stream().allMatch(StructCheck::isFinite);
  }

  private static boolean isFinite(Value value) {
    return Double.isFinite(value.getNumberValue())
        && isFinite(value.getStructValue())
        && value.getListValue().getValuesList().stream().allMatch(StructCheck::isFinite);
  }
}

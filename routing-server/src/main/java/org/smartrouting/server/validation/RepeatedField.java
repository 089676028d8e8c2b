package org.smartrouting.server.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a list: its length, its items, and that they differ.
 *
 * @param field the field
 * @param isRequired whether it must have an item
 * @param maxItems greatest length; 0 for no limit
 * @param uniqueness by what the items must differ
 * @param item check of each item
 */
record RepeatedField(
    FieldDescriptor field, boolean isRequired, int maxItems, Uniqueness uniqueness, ValueCheck item)
    implements FieldCheck {
  @Override
  public void check(Message message, Findings findings) {
    List<?> items = (List<?>) message.getField(field);
    if (items.isEmpty()) {
      if (isRequired) {
        findings.add(field.getName(), "is required and must not be empty");
      }
      return;
    }
    if (maxItems > 0 && items.size() > maxItems) {
      findings.add(field.getName(), Ranges.mustBe(0, maxItems, " items", items.size()));
      return;
    }
    int before = findings.count();
    for (int i = 0; i < items.size() && !findings.isFull(); i++) {
      int beforeItem = findings.count();
      item.check(items.get(i), findings);
      if (findings.count() > beforeItem) {
        findings.moveUnder("[" + i + "]", beforeItem);
      }
    }
    if (items.size() > 1) {
      uniqueness.check(items, findings);
    }
    findings.moveUnder(field.getName(), before);
  }

  /** By what the items of a list must differ. */
  sealed interface Uniqueness {
    /** Items can be equal. */
    Uniqueness NONE = new None();

    /** Adds the items that repeat an earlier one. */
    void check(List<?> items, Findings findings);

    /** By nothing. */
    record None() implements Uniqueness {
      @Override
      public void check(List<?> items, Findings findings) {}
    }

    /** By themselves. */
    record ByItem() implements Uniqueness {
      @Override
      public void check(List<?> items, Findings findings) {
        Map<Object, Integer> first = new HashMap<>();
        for (int i = 0; i < items.size() && !findings.isFull(); i++) {
          Integer earlier = first.putIfAbsent(items.get(i), i);
          if (earlier != null) {
            findings.add("[" + i + "]", "must differ from item " + earlier);
          }
        }
      }
    }

    /**
     * By one of their fields.
     *
     * @param key that field
     */
    record ByField(FieldDescriptor key) implements Uniqueness {
      @Override
      public void check(List<?> items, Findings findings) {
        Map<Object, Integer> first = new HashMap<>();
        for (int i = 0; i < items.size() && !findings.isFull(); i++) {
          Integer earlier = first.putIfAbsent(((Message) items.get(i)).getField(key), i);
          if (earlier != null) {
            findings.add("[" + i + "]." + key.getName(), "must differ from item " + earlier);
          }
        }
      }
    }
  }
}

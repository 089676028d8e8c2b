package org.smartrouting.core.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.smartrouting.core.orchestration.PlanStatus;

/** The statement for one filter: along the index of the session, of a status, or of a parent. */
final class PlanQuery {
  private final StringBuilder where = new StringBuilder("shard_id = ?");
  private final List<Object> values = new ArrayList<>();
  private String order = "shard_id, session_id, sequence, task_id";

  private PlanQuery() {}

  /**
   * Makes it.
   *
   * @param status the only status; null for any
   */
  static PlanQuery of(int shard, PlanReader.Filter filter, @Nullable PlanStatus status) {
    PlanQuery query = new PlanQuery();
    query.values.add(shard);
    if (filter.parent() == null) {
      query.and("session_id = ?", filter.session().toBytes());
      if (status != null) {
        query.and("status = ?", status.name());
        query.order = "shard_id, session_id, status, sequence, task_id";
      }
    } else {
      query.and("parent_id = ?", filter.parent().toBytes());
      query.and("session_id = ?", filter.session().toBytes());
      if (status != null) {
        query.and("status = ?", status.name());
      }
      query.order = "shard_id, parent_id, sequence, task_id";
    }
    query.in("task_type", filter.taskTypes());
    query.in("specialist_type", filter.specialistTypes());
    query.in("complexity", filter.complexities());
    if (filter.fromMicros() > 0) {
      query.and("created_us >= ?", filter.fromMicros());
    }
    if (filter.untilMicros() < Long.MAX_VALUE) {
      query.and("created_us < ?", filter.untilMicros());
    }
    if (!filter.text().isEmpty()) {
      query.and("LOCATE(?, search) > 0", filter.text().toLowerCase(Locale.ROOT));
    }
    return query;
  }

  /** The ids after a number, with their numbers. */
  String list() {
    return "SELECT task_id, sequence FROM plan_task WHERE "
        + where
        + " AND sequence > ? ORDER BY "
        + order
        + " LIMIT ?";
  }

  /** How many there are. */
  String count() {
    return "SELECT COUNT(*) FROM plan_task WHERE " + where;
  }

  /** A query of one of these texts with its values. */
  Query on(Handle handle, String sql) {
    Query query = handle.createQuery(sql);
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query;
  }

  /** The values of the positions that are bound. */
  List<Object> values() {
    return List.copyOf(values);
  }

  /** How many positions are bound. */
  int bound() {
    return values.size();
  }

  private void and(String condition, Object value) {
    where.append(" AND ").append(condition);
    values.add(value);
  }

  private void in(String column, Collection<?> any) {
    if (!any.isEmpty()) {
      String marks = String.join(", ", Collections.nCopies(any.size(), "?"));
      where.append(" AND ").append(column).append(" IN (").append(marks).append(')');
      any.stream().map(Object::toString).sorted().forEach(values::add);
    }
  }
}

package org.smartrouting.server.codec;

import org.smartrouting.core.pool.AgingRates;
import org.smartrouting.core.pool.InfeasiblePolicy;
import org.smartrouting.core.pool.LatePolicy;
import org.smartrouting.core.pool.QueueOrder;
import org.smartrouting.core.pool.QueuePolicy;
import org.smartrouting.core.pool.SessionOrder;

/** How tasks wait in a pool. */
final class QueuePolicyCodec {
  private QueuePolicyCodec() {}

  /** Puts the fields that a message has over what there is. */
  static QueuePolicy over(QueuePolicy base, org.smartrouting.v1.QueuePolicy message) {
    return new QueuePolicy(
        order(message.getOrder(), base.order()),
        rates(base.agingRates(), message.getAgingRates()),
        late(message.getLate(), base.late()),
        infeasible(message.getInfeasible(), base.infeasible()),
        sessions(message.getSessionOrder(), base.sessionOrder()));
  }

  static org.smartrouting.v1.QueuePolicy toMessage(QueuePolicy policy) {
    AgingRates rates = policy.agingRates();
    return org.smartrouting.v1.QueuePolicy.newBuilder()
        .setOrder(
            switch (policy.order()) {
              case VIRTUAL_DEADLINE -> org.smartrouting.v1.QueueOrder.QUEUE_ORDER_VIRTUAL_DEADLINE;
              case PROPORTIONAL_AGING ->
                  org.smartrouting.v1.QueueOrder.QUEUE_ORDER_PROPORTIONAL_AGING;
            })
        .setAgingRates(
            org.smartrouting.v1.AgingRates.newBuilder()
                .setCritical(rates.critical())
                .setHigh(rates.high())
                .setNormal(rates.normal())
                .setLow(rates.low())
                .setBulk(rates.bulk()))
        .setLate(
            switch (policy.late()) {
              case EXPIRE -> org.smartrouting.v1.LatePolicy.LATE_POLICY_EXPIRE;
              case DEMOTE -> org.smartrouting.v1.LatePolicy.LATE_POLICY_DEMOTE;
            })
        .setSessionOrder(
            switch (policy.sessionOrder()) {
              case NONE -> org.smartrouting.v1.SessionOrder.SESSION_ORDER_NONE;
              case FINISH_STARTED -> org.smartrouting.v1.SessionOrder.SESSION_ORDER_FINISH_STARTED;
            })
        .setInfeasible(
            switch (policy.infeasible()) {
              case ACCEPT -> org.smartrouting.v1.InfeasiblePolicy.INFEASIBLE_POLICY_ACCEPT;
              case FLAG -> org.smartrouting.v1.InfeasiblePolicy.INFEASIBLE_POLICY_FLAG;
              case REJECT -> org.smartrouting.v1.InfeasiblePolicy.INFEASIBLE_POLICY_REJECT;
            })
        .build();
  }

  private static AgingRates rates(AgingRates base, org.smartrouting.v1.AgingRates message) {
    return new AgingRates(
        message.hasCritical() ? message.getCritical() : base.critical(),
        message.hasHigh() ? message.getHigh() : base.high(),
        message.hasNormal() ? message.getNormal() : base.normal(),
        message.hasLow() ? message.getLow() : base.low(),
        message.hasBulk() ? message.getBulk() : base.bulk());
  }

  private static InfeasiblePolicy infeasible(
      org.smartrouting.v1.InfeasiblePolicy message, InfeasiblePolicy base) {
    return switch (message) {
      case INFEASIBLE_POLICY_UNSPECIFIED -> base;
      case INFEASIBLE_POLICY_ACCEPT -> InfeasiblePolicy.ACCEPT;
      case INFEASIBLE_POLICY_FLAG -> InfeasiblePolicy.FLAG;
      case INFEASIBLE_POLICY_REJECT -> InfeasiblePolicy.REJECT;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a policy: " + message);
    };
  }

  private static SessionOrder sessions(
      org.smartrouting.v1.SessionOrder message, SessionOrder base) {
    return switch (message) {
      case SESSION_ORDER_UNSPECIFIED -> base;
      case SESSION_ORDER_NONE -> SessionOrder.NONE;
      case SESSION_ORDER_FINISH_STARTED -> SessionOrder.FINISH_STARTED;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not an order: " + message);
    };
  }

  private static LatePolicy late(org.smartrouting.v1.LatePolicy message, LatePolicy base) {
    return switch (message) {
      case LATE_POLICY_UNSPECIFIED -> base;
      case LATE_POLICY_EXPIRE -> LatePolicy.EXPIRE;
      case LATE_POLICY_DEMOTE -> LatePolicy.DEMOTE;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a late policy: " + message);
    };
  }

  private static QueueOrder order(org.smartrouting.v1.QueueOrder message, QueueOrder base) {
    return switch (message) {
      case QUEUE_ORDER_UNSPECIFIED -> base;
      case QUEUE_ORDER_VIRTUAL_DEADLINE -> QueueOrder.VIRTUAL_DEADLINE;
      case QUEUE_ORDER_PROPORTIONAL_AGING -> QueueOrder.PROPORTIONAL_AGING;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not an order: " + message);
    };
  }
}

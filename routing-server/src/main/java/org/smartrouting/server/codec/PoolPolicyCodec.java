package org.smartrouting.server.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import java.util.List;
import org.smartrouting.core.pool.Durability;
import org.smartrouting.core.pool.PoolPolicy;
import org.smartrouting.core.pool.ShadowPolicy;
import org.smartrouting.core.pool.TargetWaits;
import org.smartrouting.core.score.ScoreWeights;

/**
 * Rules of pools. A message can leave fields out; what it leaves out stays as it is in the policy
 * that the message changes, which at creation is {@link PoolPolicy#DEFAULT}.
 */
public final class PoolPolicyCodec {
  private PoolPolicyCodec() {}

  /**
   * Puts the fields that a message has over a policy. A longest backoff that then is below the
   * first one is raised to it, because the two can come from different calls.
   *
   * @param message a message that breaks no rule
   */
  public static PoolPolicy over(PoolPolicy base, org.smartrouting.v1.PoolPolicy message) {
    return new PoolPolicy(
        targetWaits(base.targetWaits(), message.getTargetWaits()),
        weights(base.scoreWeights(), message.getScoreWeights()),
        RetryCodec.toDomain(message.getRetryPolicy()).over(base.retry()),
        micros(message.hasAcceptTimeout(), message.getAcceptTimeout(), base.acceptTimeoutMicros()),
        micros(message.hasLeaseDuration(), message.getLeaseDuration(), base.leaseMicros()),
        micros(
            message.hasSessionTimeout(), message.getSessionTimeout(), base.sessionTimeoutMicros()),
        micros(
            message.hasRetryElsewhere(), message.getRetryElsewhere(), base.retryElsewhereMicros()),
        message.hasMaxUnfinishedTasks()
            ? message.getMaxUnfinishedTasks()
            : base.maxUnfinishedTasks(),
        micros(message.hasRetention(), message.getRetention(), base.retentionMicros()),
        durability(message.getDurability(), base.durability()),
        FairnessCodec.over(base.fairness(), message.getFairness()),
        LearningCodec.over(base.learning(), message.getLearning()),
        QueuePolicyCodec.over(base.queue(), message.getQueuePolicy()),
        AssignmentModeCodec.over(base.assignment(), message.getAssignmentMode()),
        BalanceCodec.over(base.balance(), message.getBalance()),
        ShadowCodec.over(base, message),
        PreemptionCodec.over(base.preemption(), message.getPreemption()));
  }

  /**
   * Puts the fields that a mask names over a policy; a field that is named and absent stays, but
   * the weights of fairness become those of the values, none if there are none, and nothing is
   * tried any more if {@code shadow} is.
   *
   * @param base the policy as it is
   * @param values the new values
   * @param paths names of fields, or of fields of a group such as {@code target_waits.high}
   */
  public static PoolPolicy updated(
      PoolPolicy base, org.smartrouting.v1.PoolPolicy values, List<String> paths) {
    var named = org.smartrouting.v1.PoolPolicy.newBuilder();
    for (String path : paths) {
      copy(path, values, named);
    }
    PoolPolicy next = over(base, named.build());
    if (paths.contains("shadow") && !values.hasShadow()) {
      next = next.withShadow(null);
    }
    // An empty map looks like one that is absent; who names it wants it so.
    return paths.contains("fairness.weights")
        ? next.withFairness(next.fairness().withWeights(values.getFairness().getWeightsMap()))
        : next;
  }

  /** Writes a policy, every field set, but rules that are tried only if there are any. */
  public static org.smartrouting.v1.PoolPolicy toMessage(PoolPolicy policy) {
    var message =
        org.smartrouting.v1.PoolPolicy.newBuilder()
            .setTargetWaits(toMessage(policy.targetWaits()))
            .setScoreWeights(toMessage(policy.scoreWeights()))
            .setRetryPolicy(RetryCodec.toMessage(policy.retry()))
            .setAcceptTimeout(TimeCodec.duration(policy.acceptTimeoutMicros()))
            .setLeaseDuration(TimeCodec.duration(policy.leaseMicros()))
            .setSessionTimeout(TimeCodec.duration(policy.sessionTimeoutMicros()))
            .setRetryElsewhere(TimeCodec.duration(policy.retryElsewhereMicros()))
            .setMaxUnfinishedTasks(policy.maxUnfinishedTasks())
            .setRetention(TimeCodec.duration(policy.retentionMicros()))
            .setDurability(durability(policy.durability()))
            .setFairness(FairnessCodec.toMessage(policy.fairness()))
            .setLearning(LearningCodec.toMessage(policy.learning()))
            .setQueuePolicy(QueuePolicyCodec.toMessage(policy.queue()))
            .setAssignmentMode(AssignmentModeCodec.toMessage(policy.assignment()))
            .setBalance(BalanceCodec.toMessage(policy.balance()))
            .setPreemption(PreemptionCodec.toMessage(policy.preemption()));
    ShadowPolicy shadow = policy.shadow();
    if (shadow != null) {
      message.setShadow(ShadowCodec.toMessage(shadow));
    }
    return message.build();
  }

  private static org.smartrouting.v1.TargetWaits toMessage(TargetWaits waits) {
    return org.smartrouting.v1.TargetWaits.newBuilder()
        .setCritical(TimeCodec.duration(waits.criticalMicros()))
        .setHigh(TimeCodec.duration(waits.highMicros()))
        .setNormal(TimeCodec.duration(waits.normalMicros()))
        .setLow(TimeCodec.duration(waits.lowMicros()))
        .setBulk(TimeCodec.duration(waits.bulkMicros()))
        .build();
  }

  static org.smartrouting.v1.ScoreWeights toMessage(ScoreWeights weights) {
    return org.smartrouting.v1.ScoreWeights.newBuilder()
        .setPrice(weights.price())
        .setTime(weights.time())
        .setFailure(weights.failure())
        .setFit(weights.fit())
        .setLoad(weights.load())
        .setLateness(weights.lateness())
        .setScarcity(weights.scarcity())
        .setAffinity(weights.affinity())
        .setPreference(weights.preference())
        .build();
  }

  private static void copy(String path, Message from, Message.Builder to) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    FieldDescriptor field = from.getDescriptorForType().findFieldByName(name);
    if (field == null) {
      throw new IllegalArgumentException("no field of a policy: " + path);
    }
    if (dot >= 0) {
      copy(path.substring(dot + 1), (Message) from.getField(field), to.getFieldBuilder(field));
    } else if (field.isRepeated() || from.hasField(field)) {
      to.setField(field, from.getField(field));
    }
  }

  private static TargetWaits targetWaits(
      TargetWaits base, org.smartrouting.v1.TargetWaits message) {
    return new TargetWaits(
        micros(message.hasCritical(), message.getCritical(), base.criticalMicros()),
        micros(message.hasHigh(), message.getHigh(), base.highMicros()),
        micros(message.hasNormal(), message.getNormal(), base.normalMicros()),
        micros(message.hasLow(), message.getLow(), base.lowMicros()),
        micros(message.hasBulk(), message.getBulk(), base.bulkMicros()));
  }

  /** Puts the weights that a message has over others. */
  static ScoreWeights weights(ScoreWeights base, org.smartrouting.v1.ScoreWeights message) {
    return new ScoreWeights(
        message.hasPrice() ? message.getPrice() : base.price(),
        message.hasTime() ? message.getTime() : base.time(),
        message.hasFailure() ? message.getFailure() : base.failure(),
        message.hasFit() ? message.getFit() : base.fit(),
        message.hasLoad() ? message.getLoad() : base.load(),
        message.hasLateness() ? message.getLateness() : base.lateness(),
        message.hasScarcity() ? message.getScarcity() : base.scarcity(),
        message.hasAffinity() ? message.getAffinity() : base.affinity(),
        message.hasPreference() ? message.getPreference() : base.preference());
  }

  private static long micros(boolean isPresent, Duration duration, long base) {
    return isPresent ? TimeCodec.micros(duration) : base;
  }

  private static Durability durability(org.smartrouting.v1.Durability message, Durability base) {
    return switch (message) {
      case DURABILITY_UNSPECIFIED -> base;
      case DURABILITY_COMMITTED -> Durability.COMMITTED;
      case DURABILITY_RELAXED -> Durability.RELAXED;
      case UNRECOGNIZED -> throw new IllegalArgumentException("not a durability: " + message);
    };
  }

  private static org.smartrouting.v1.Durability durability(Durability durability) {
    return switch (durability) {
      case COMMITTED -> org.smartrouting.v1.Durability.DURABILITY_COMMITTED;
      case RELAXED -> org.smartrouting.v1.Durability.DURABILITY_RELAXED;
    };
  }
}

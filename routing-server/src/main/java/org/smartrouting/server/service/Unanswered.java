package org.smartrouting.server.service;

import org.smartrouting.core.engine.Refusal;
import org.smartrouting.core.shard.Reply;

/**
 * The reply to a command whose answer nobody waits for.
 *
 * @param <R> the answer
 */
final class Unanswered<R> implements Reply<R> {
  @Override
  public void done(R value) {}

  @Override
  public void refused(Refusal refusal) {}
}

package org.smartrouting.core.shard;

import org.smartrouting.core.engine.Refusal;

/**
 * Where the answer to a command goes. Exactly one of the two is called, once, on a thread of the
 * shard; neither may block or throw.
 *
 * @param <R> the answer
 */
public interface Reply<R> {
  /** It was done, and is durable as far as the pool wants it. */
  void done(R value);

  /** It was refused and changed nothing; or it is not known what became of it, with NOT_SERVING. */
  void refused(Refusal refusal);
}

package org.smartrouting.core.pool;

/** When answers are sent. */
public enum Durability {
  /** After the commit: what was acknowledged survives the loss of the server. */
  COMMITTED,
  /** Before the commit: the loss of the server can lose what the last batch acknowledged. */
  RELAXED
}

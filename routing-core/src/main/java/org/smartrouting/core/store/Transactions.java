package org.smartrouting.core.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions and repeats those that lost a race. Safe for use by many threads.
 *
 * <p>A COMMIT whose outcome is not known is never repeated: the rows may be there already.
 */
final class Transactions {
  /** How often a transaction is run at most. */
  static final int MAX_RUNS = 5;

  private static final long FIRST_WAIT_MILLIS = 5;

  private final Jdbi jdbi;

  Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Runs work in one transaction.
   *
   * @param what says what is done, for messages
   * @throws StoreUnavailableException if the database fails in a way that may pass
   * @throws IllegalStateException if the database refuses a statement or a value
   */
  <T extends @Nullable Object> T write(String what, HandleCallback<T, RuntimeException> work) {
    for (int run = 1; ; run++) {
      Run<T> attempt = new Run<>(work);
      try {
        return attempt.complete(jdbi);
      } catch (JdbiException e) {
        if (run == MAX_RUNS || !attempt.mayRepeat(e)) {
          throw translate(what, e);
        }
        pause(run, what, e);
      }
    }
  }

  /** Reads without a transaction of more than one statement; throws as {@link #write} does. */
  <T extends @Nullable Object> T read(String what, HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.withHandle(work);
    } catch (JdbiException e) {
      throw translate(what, e);
    }
  }

  private static RuntimeException translate(String what, JdbiException e) {
    SQLException failure = SqlFailure.of(e);
    if (failure != null && SqlFailure.isOwnFault(failure)) {
      return new IllegalStateException("the database refused to " + what, e);
    }
    return new StoreUnavailableException("cannot " + what, e);
  }

  private static void pause(int run, String what, JdbiException cause) {
    long bound = FIRST_WAIT_MILLIS << run;
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(bound) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted, cannot " + what, cause);
    }
  }

  /** One run, which remembers whether COMMIT was sent. */
  private static final class Run<T extends @Nullable Object> {
    private final HandleCallback<T, RuntimeException> work;
    private boolean committing;

    Run(HandleCallback<T, RuntimeException> work) {
      this.work = work;
    }

    T complete(Jdbi jdbi) {
      try (Handle handle = jdbi.open()) {
        handle.begin();
        try {
          T result = work.withHandle(handle);
          committing = true;
          handle.commit();
          return result;
        } catch (RuntimeException | Error e) {
          rollback(handle, e);
          throw e;
        }
      }
    }

    boolean mayRepeat(JdbiException e) {
      SQLException failure = SqlFailure.of(e);
      if (failure == null) {
        return false;
      }
      return committing ? SqlFailure.isRolledBack(failure) : SqlFailure.isRepeatable(failure);
    }

    private static void rollback(Handle handle, Throwable cause) {
      try {
        handle.rollback();
      } catch (JdbiException e) {
        cause.addSuppressed(e);
      }
    }
  }
}

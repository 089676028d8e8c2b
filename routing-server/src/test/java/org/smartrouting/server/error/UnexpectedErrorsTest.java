package org.smartrouting.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.store.StoreUnavailableException;

final class UnexpectedErrorsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(UnexpectedErrors.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final UnexpectedErrors errors = new UnexpectedErrors(new SplittableRandom(7));

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
    logger.setAdditive(false);
  }

  @AfterEach
  void stop_listening() {
    logger.detachAppender(logged);
    logger.setAdditive(true);
  }

  @Test
  void a_defect_shows_an_id_and_nothing_else() throws Exception {
    Status status = errors.toStatus(new IllegalStateException("SELECT secret FROM task"));

    ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
    String errorId = info.getMetadataOrThrow("error_id");
    assertThat(status.getCode()).isEqualTo(Code.INTERNAL_VALUE);
    assertThat(info.getReason()).isEqualTo("INTERNAL");
    assertThat(errorId).matches("[0-9a-f]{16}");
    assertThat(status.getMessage()).contains(errorId);
    assertThat(status.toString()).doesNotContain("SELECT", "IllegalState");
    assertThat(logged.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage()).contains(errorId);
              assertThat(event.getThrowableProxy().getMessage()).contains("SELECT secret");
            });
  }

  @Test
  void each_defect_has_its_own_id() {
    Throwable defect = new IllegalStateException();

    assertThat(errors.toStatus(defect)).isNotEqualTo(errors.toStatus(defect));
  }

  @Test
  void a_database_that_is_away_makes_the_server_unavailable() {
    Status status =
        errors.toStatus(new StoreUnavailableException("jdbc:h2", new RuntimeException("gone")));

    assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
    assertThat(status.toString()).doesNotContain("jdbc");
  }
}

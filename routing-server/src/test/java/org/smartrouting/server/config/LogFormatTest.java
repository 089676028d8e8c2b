package org.smartrouting.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogFormatTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws JoranException {
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(ServerConfig.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void the_configuration_has_no_errors() {
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
  }

  @Test
  void an_event_is_one_line_with_the_ids_that_it_is_about() {
    assertThat(format("assigned", Map.of("task", "t1", "assignment", "a1")))
        .isEqualTo(
            "2027-01-15T08:00:00.123Z WARN  [main] LogFormatTest task=t1 assignment=a1"
                + " - assigned\n");
    assertThat(format("assigned", Map.of("task", "t1")))
        .isEqualTo("2027-01-15T08:00:00.123Z WARN  [main] LogFormatTest task=t1 - assigned\n");
    assertThat(format("started", Map.of()))
        .isEqualTo("2027-01-15T08:00:00.123Z WARN  [main] LogFormatTest - started\n");
  }

  @Test
  void a_message_cannot_forge_a_line() {
    assertThat(format("name: x\r\n2027-01-15 ERROR fake", Map.of()))
        .endsWith("name: x | 2027-01-15 ERROR fake\n");
  }

  @Test
  void the_level_is_info_unless_said_otherwise() {
    assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel())
        .isEqualTo(Level.INFO);
  }

  private String format(String message, Map<String, String> ids) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    LoggingEvent event =
        new LoggingEvent(
            "caller", context.getLogger(LogFormatTest.class), Level.WARN, message, null, null);
    event.setInstant(Instant.parse("2027-01-15T08:00:00.123Z"));
    event.setThreadName("main");
    event.setMDCPropertyMap(ids);
    var appender = (OutputStreamAppender<ILoggingEvent>) root.getAppender("STDERR");
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}

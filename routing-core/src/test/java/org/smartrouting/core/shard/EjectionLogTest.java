package org.smartrouting.core.shard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.smartrouting.core.engine.Ejected;
import org.smartrouting.core.pool.PoolKey;
import org.smartrouting.core.specialist.SpecialistKey;

final class EjectionLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(EjectionLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Level before = Level.INFO;

  @BeforeEach
  void listen() {
    before = logger.getLevel();
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(before);
  }

  @Test
  void a_line_says_who_until_when_and_why() {
    SpecialistKey key = new SpecialistKey(new PoolKey("acme", "builds"), "agent-1");

    EjectionLog.write(List.of(new Ejected(key, 0.104, 1_000_000_500_000L)));

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.INFO);
    assertThat(lines.list.get(0).getFormattedMessage())
        .isEqualTo(
            "specialist agent-1 of pool builds of acme gets no new work until"
                + " 1970-01-12T13:46:40.500Z: 10 % of its recent results are successes");
  }
}

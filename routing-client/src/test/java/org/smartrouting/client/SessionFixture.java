package org.smartrouting.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.smartrouting.v1.FailureKind;
import org.smartrouting.v1.TaskResult;
import org.smartrouting.v1.WorkRequest;

/** A session over a router that a test plays. */
abstract class SessionFixture {
  static final TaskResult DONE =
      TaskResult.newBuilder().setOutput(ByteString.copyFromUtf8("done")).build();

  final CountDownLatch finish = new CountDownLatch(1);
  final BlockingQueue<String> started = new LinkedBlockingQueue<>();
  final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();
  FakeRouter router;
  RoutingClient client;

  @BeforeEach
  void start() throws Exception {
    router = new FakeRouter();
    client = router.client();
  }

  @AfterEach
  void stop() throws Exception {
    finish.countDown();
    client.close();
    router.stop();
  }

  SpecialistSession session(TaskHandler handler) {
    return client.specialist("s1").handler(handler).start();
  }

  /** A handler that works until the test lets it finish, and tells when it is interrupted. */
  TaskResult untilFinish(AssignedTask task) throws InterruptedException {
    started.add(task.task().getTaskId());
    try {
      finish.await();
      return DONE;
    } catch (InterruptedException stopped) {
      assertThat(task.isCancelled()).isTrue();
      interrupted.add(task.task().getTaskId());
      throw stopped;
    }
  }

  static void assertFailed(FakeSpecialists.Stream stream, FailureKind kind, String reason)
      throws InterruptedException {
    stream.ack(stream.next());
    WorkRequest fail = stream.next();
    assertThat(fail.getFail().getFailure().getKind()).isEqualTo(kind);
    assertThat(fail.getFail().getFailure().getReason()).isEqualTo(reason);
    stream.ack(fail);
  }
}

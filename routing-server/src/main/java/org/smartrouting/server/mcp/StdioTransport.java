package org.smartrouting.server.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One message a line, in UTF-8 whatever the platform's charset is. Calls run side by side, so one
 * that waits holds up no other; when too many run, no more are read. A line that is no message is
 * answered as such, and the next one is read.
 */
final class StdioTransport implements McpStatelessServerTransport {
  private static final Logger log = LoggerFactory.getLogger(StdioTransport.class);
  private static final long LAST_ANSWERS_SECONDS = 10;

  private final McpJsonMapper json;
  private final OutputStream out;
  private final int maxLine;
  private final ThreadPoolExecutor calls;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable McpStatelessServerHandler handler;

  /**
   * Will write answers to a stream.
   *
   * @param maxCalls calls that run at the same time
   * @param maxLine longest line in bytes
   */
  StdioTransport(McpJsonMapper json, OutputStream out, int maxCalls, int maxLine) {
    this.json = json;
    this.out = out;
    this.maxLine = maxLine;
    this.calls =
        new ThreadPoolExecutor(
            maxCalls,
            maxCalls,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(maxCalls),
            task -> {
              Thread thread = new Thread(task, "mcp-call");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());
    calls.allowCoreThreadTimeOut(true);
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    this.handler = handler;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(calls::shutdown);
  }

  /** Reads to the end, then gives the calls that still run some time. */
  void run(InputStream in) {
    try (BufferedInputStream lines = new BufferedInputStream(in)) {
      for (byte[] line = line(lines); line != null; line = line(lines)) {
        accept(line);
      }
    } catch (IOException e) {
      log.warn("the input broke off: {}", e.getMessage());
    }
    calls.shutdown();
    try {
      if (!calls.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS)) {
        log.info("{} calls are left unanswered, because the input ended", calls.getActiveCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return;
    }
    if (line.length > maxLine) {
      refuse(McpSchema.ErrorCodes.INVALID_REQUEST, "a message has at most " + maxLine + " bytes");
      return;
    }
    try {
      JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(json, text);
      calls.execute(() -> handle(message));
    } catch (IOException | RuntimeException e) {
      refuse(McpSchema.ErrorCodes.PARSE_ERROR, "the line is no message of JSON-RPC");
    }
  }

  private void handle(JSONRPCMessage message) {
    McpStatelessServerHandler to = handler;
    if (to == null) {
      throw new IllegalStateException("there is no handler yet");
    }
    try {
      if (message instanceof JSONRPCRequest request) {
        write(to.handleRequest(McpTransportContext.EMPTY, request).block());
      } else if (message instanceof JSONRPCNotification notification) {
        to.handleNotification(McpTransportContext.EMPTY, notification).block();
      }
    } catch (RuntimeException e) {
      log.error("a message could not be handled", e);
      if (message instanceof JSONRPCRequest request) {
        write(error(request.id(), McpSchema.ErrorCodes.INTERNAL_ERROR, "the call failed"));
      }
    }
  }

  private void refuse(int code, String message) {
    write(error(null, code, message));
  }

  private static Map<String, @Nullable Object> error(
      @Nullable Object id, int code, String message) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("jsonrpc", McpSchema.JSONRPC_VERSION);
    error.put("id", id);
    error.put("error", Map.of("code", code, "message", message));
    return error;
  }

  private void write(@Nullable Object message) {
    writing.lock();
    try {
      // Strings of JSON have no line breaks of their own: they are escaped.
      out.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      log.warn("an answer could not be written: {}", e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  // What is longer than a message may be is read, so that the next one is found, but not kept.
  private byte @Nullable [] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (line.size() <= maxLine) {
        line.write(next);
      }
      next = in.read();
    }
    return line.toByteArray();
  }
}

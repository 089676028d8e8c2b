package org.smartrouting.loadtests.drive;

/** Which threads of the client handle answers. */
enum Callbacks {
  /** As many threads as answers come at once: what gRPC does unless told otherwise. */
  CACHED,
  /** As many threads as there are processors. */
  FIXED,
  /**
   * The threads of the transport: the fastest, for bare calls. The client library asks for other
   * threads, so it is refused with streams.
   */
  TRANSPORT
}

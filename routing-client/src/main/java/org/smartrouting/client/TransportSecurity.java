package org.smartrouting.client;

/** How a connection is protected. */
public enum TransportSecurity {
  /** Not at all: for a router on the same machine or behind a proxy that does it. */
  PLAINTEXT,
  /** TLS with the certificate authorities that the JVM trusts. */
  TLS
}

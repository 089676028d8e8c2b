package org.smartrouting.core.queue;

/** One line, or several of one share and one set of skills. */
interface Head<T extends Waiting> {
  /** Looks at what such levels meet and what is as urgent as what was found, or more. */
  void search(long upTo, Choice<T> choice);
}

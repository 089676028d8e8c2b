package org.smartrouting.server.service;

/** How many things a page has. */
final class PageSize {
  private PageSize() {}

  /**
   * The size of a page.
   *
   * @param asked what the caller wants, not negative; 0 for the default
   * @param normal the default
   * @param max the most there can be
   */
  static int of(int asked, int normal, int max) {
    return asked == 0 ? normal : Math.min(asked, max);
  }
}

package org.smartrouting.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.smartrouting.v1.ListTasksRequest;
import org.smartrouting.v1.ListTasksResponse;
import org.smartrouting.v1.Task;

/** The tasks of a listing, page after page. Not thread-safe. */
final class TaskPages implements Iterator<Task> {
  private final Function<ListTasksRequest, CompletableFuture<ListTasksResponse>> pages;
  private final Deque<Task> page = new ArrayDeque<>();
  private ListTasksRequest next;
  private boolean last;

  private TaskPages(
      ListTasksRequest first,
      Function<ListTasksRequest, CompletableFuture<ListTasksResponse>> pages) {
    this.next = first;
    this.pages = pages;
  }

  /** A stream that fetches a page when it is needed. */
  static Stream<Task> stream(
      ListTasksRequest first,
      Function<ListTasksRequest, CompletableFuture<ListTasksResponse>> pages) {
    Iterator<Task> tasks = new TaskPages(first, pages);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(tasks, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && !last) {
      fetch();
    }
    return !page.isEmpty();
  }

  @Override
  public Task next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }

  private void fetch() {
    ListTasksResponse response;
    try {
      response = pages.apply(next).join();
    } catch (CompletionException failed) {
      throw new RoutingException(CallFailure.of(failed), failed);
    }
    page.addAll(response.getTasksList());
    last = response.getNextPageToken().isEmpty();
    next = next.toBuilder().setPageToken(response.getNextPageToken()).build();
  }
}

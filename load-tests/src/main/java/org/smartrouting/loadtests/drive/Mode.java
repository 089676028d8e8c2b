package org.smartrouting.loadtests.drive;

/** How the tasks of a drive go through the router. */
enum Mode {
  /** SubmitTasks and Work: one stream for many tasks, one for each specialist. */
  STREAM,
  /** SubmitTask, PullAssignments, AcceptAssignment and CompleteAssignment. */
  UNARY,
  /** RouteTask and CompleteAssignment. */
  ROUTE,
  /** SubmitTask only; nobody works the tasks. */
  SUBMIT,
  /** No router: a bare unary echo of the same request on the same transport. */
  ECHO
}

/** What is to be done: the task, what it requires, and what became of its attempts. */
@NullMarked
package org.smartrouting.core.task;

import org.jspecify.annotations.NullMarked;

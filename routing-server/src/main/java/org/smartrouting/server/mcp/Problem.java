package org.smartrouting.server.mcp;

/**
 * Something that is wrong with an argument.
 *
 * @param field path of the argument, such as {@code tasks[0].plan.title}
 * @param description what is wrong, to be read after the path
 */
record Problem(String field, String description) {}

/**
 * Real databases for tests: an embedded H2, and MariaDB and MySQL servers started as child
 * processes from binaries that arrive as Maven artifacts.
 *
 * <p>{@link org.smartrouting.core.store.testing.TestDatabase} is the door; JUnit classes reach it
 * through {@link org.smartrouting.core.store.testing.TestDatabaseExtension}, scripts through {@link
 * org.smartrouting.core.store.testing.DatabaseServer}.
 */
@NullMarked
package org.smartrouting.core.store.testing;

import org.jspecify.annotations.NullMarked;

/** The command line: how people start the server and talk to one that runs. */
@NullMarked
package org.smartrouting.server.cli;

import org.jspecify.annotations.NullMarked;

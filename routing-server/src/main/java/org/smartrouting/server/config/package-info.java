/** The settings of the server: their names, defaults and ranges. */
@NullMarked
package org.smartrouting.server.config;

import org.jspecify.annotations.NullMarked;

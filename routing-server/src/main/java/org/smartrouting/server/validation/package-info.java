/** The rules that requests must satisfy, read from the API's own descriptors. */
@NullMarked
package org.smartrouting.server.validation;

import org.jspecify.annotations.NullMarked;

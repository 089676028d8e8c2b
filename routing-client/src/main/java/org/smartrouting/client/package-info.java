/** The client library for submitters and specialists. */
@NullMarked
package org.smartrouting.client;

import org.jspecify.annotations.NullMarked;

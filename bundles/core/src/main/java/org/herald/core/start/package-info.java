/** What helps somebody who is new. */
package org.herald.core.start;

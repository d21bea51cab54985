/** The Threads API, as Meta publishes it. */
package org.herald.simulators.threads;

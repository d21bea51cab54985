/** What {@code launcher/bench.sh} measures with. In no feature. */
package org.herald.bench;

/** Networks to test with: each is built from its vendor's published contract and knows nothing of Herald. */
package org.herald.simulators;

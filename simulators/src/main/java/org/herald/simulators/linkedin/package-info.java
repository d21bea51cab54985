/** LinkedIn, as its published contract of the versioned REST API has it. */
package org.herald.simulators.linkedin;

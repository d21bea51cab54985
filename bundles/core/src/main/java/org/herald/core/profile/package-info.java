/** Connected accounts and their secrets. Writes {@code /var/herald/profiles}; nobody else does. */
package org.herald.core.profile;

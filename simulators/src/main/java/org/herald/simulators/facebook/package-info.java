/** Facebook Pages to test with, built from Meta's Pages API and Graph API reference. */
package org.herald.simulators.facebook;

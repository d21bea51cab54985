/** Herald's HTTP door: JSON in, JSON out, with the rights of whoever calls. */
package org.herald.rest;

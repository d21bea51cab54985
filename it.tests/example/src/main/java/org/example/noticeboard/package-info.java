/** Noticeboard, a network that does not exist: what a connector is made of. */
package org.example.noticeboard;

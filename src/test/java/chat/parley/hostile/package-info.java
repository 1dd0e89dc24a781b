/** Requests as nobody means them, against the packaged service. */
package chat.parley.hostile;

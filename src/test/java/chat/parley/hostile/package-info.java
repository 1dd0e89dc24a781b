/** Hostile and malformed requests against the packaged service. */
package chat.parley.hostile;

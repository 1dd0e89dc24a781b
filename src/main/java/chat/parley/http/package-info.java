/** Bounds what one connection and one network address can cost before a request reaches its resource. */
package chat.parley.http;

/** What a browser is first shown. */
package chat.parley.page;

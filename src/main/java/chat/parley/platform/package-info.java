/**
 * The only place that uses internal classes of Vert.x, RESTEasy Reactive, commonmark-java and OpenTelemetry. Each class says
 * why the public API is not enough, and which test fails when a new version changes what it relies on. The rest of
 * Parley sees the types of this package only; {@code ArchitectureTest} checks it.
 */
package chat.parley.platform;

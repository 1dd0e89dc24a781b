package chat.parley.bench;

import java.time.Duration;

/**
 * The environment of a section.
 *
 * @param service the process of the packaged jar
 * @param port the HTTP port of the service
 * @param database the JDBC URL of its PostgreSQL, without a password
 * @param warmUp how long each load runs before the measurement
 * @param measured how long the measurement takes
 */
record Stage(ProcessHandle service, int port, String database, Duration warmUp, Duration measured) {}

package chat.parley.bench;

import java.time.Duration;

/**
 * Where a section measures.
 *
 * @param service the process of the packaged jar
 * @param port where it listens
 * @param database the JDBC address of its PostgreSQL, without a password
 * @param warmUp how long each kind of load runs before it is measured
 * @param measured how long it is measured
 */
record Stage(ProcessHandle service, int port, String database, Duration warmUp, Duration measured) {}

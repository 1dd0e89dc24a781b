package chat.parley.ops;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.smallrye.health.AsyncHealthCheckFactory;

/**
 * Calls health checks on the event loop. None of Parley's waits for anything, and the platform's way, a worker thread for each, gives no
 * answer while all worker threads are in use.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
public class EventLoopHealthChecks extends AsyncHealthCheckFactory {}

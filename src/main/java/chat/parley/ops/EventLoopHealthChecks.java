package chat.parley.ops;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.smallrye.health.AsyncHealthCheckFactory;

/**
 * Runs health checks on the event loop. Parley's checks never block, and the default, a worker thread per check, does
 * not answer while all worker threads are busy.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
class EventLoopHealthChecks extends AsyncHealthCheckFactory {}

package chat.parley;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;

/** Fails on a worker thread, on the event loop, and on a thread without a request. */
@Path("/test/failing")
@PermitAll
public class FailingResource {

    @GET
    @Path("worker")
    @Blocking
    @Operation(hidden = true)
    public String onAWorker() {
        throw new IllegalStateException("on a worker");
    }

    @GET
    @Path("loop")
    @NonBlocking
    @Operation(hidden = true)
    public String onTheEventLoop() {
        throw new IllegalStateException("on the event loop");
    }

    @GET
    @Path("later")
    @Blocking
    @Operation(hidden = true)
    public CompletionStage<String> later() {
        var later = new CompletableFuture<String>();
        new Thread(() -> later.completeExceptionally(new IllegalStateException("later"))).start();
        return later;
    }
}

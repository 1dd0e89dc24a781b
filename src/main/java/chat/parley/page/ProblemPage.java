package chat.parley.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import chat.parley.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Shows a {@link Problem} as a page, for requests that open a page. API requests get JSON. */
class ProblemPage {

    private static final String API = "/api/";

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance problem(Problem problem);
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && opensPage(request)) {
            response.setEntity(Templates.problem(problem).render(), null, MediaType.TEXT_HTML_TYPE);
        }
    }

    private static boolean opensPage(ContainerRequestContext request) {
        var accepted = request.getHeaderString("Accept");
        return accepted != null
                && accepted.startsWith(MediaType.TEXT_HTML)
                && !request.getUriInfo().getPath().startsWith(API);
    }
}

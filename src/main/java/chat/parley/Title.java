package chat.parley;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The title of a problem: its status in words. */
final class Title {

    private Title() {}

    /** In English what HTTP calls it; so is, in every language, a status that we do not mean to answer with. */
    static Said of(int status) {
        return switch (status) {
            case 400 -> ProblemWords::badRequestTitle;
            case 401 -> ProblemWords::unauthorizedTitle;
            case 403 -> ProblemWords::forbiddenTitle;
            case 404 -> ProblemWords::notFoundTitle;
            case 405 -> ProblemWords::methodNotAllowedTitle;
            case 406 -> ProblemWords::notAcceptableTitle;
            case 408 -> ProblemWords::requestTimeoutTitle;
            case 409 -> ProblemWords::conflictTitle;
            case 410 -> ProblemWords::goneTitle;
            case 412 -> ProblemWords::preconditionFailedTitle;
            case 413 -> ProblemWords::tooLargeTitle;
            case 414 -> ProblemWords::addressTooLongTitle;
            case 415 -> ProblemWords::unsupportedMediaTypeTitle;
            case 416 -> ProblemWords::rangeNotSatisfiableTitle;
            case 429 -> ProblemWords::tooManyRequestsTitle;
            case 431 -> ProblemWords::headersTooLargeTitle;
            case 500 -> ProblemWords::serverErrorTitle;
            case 501 -> ProblemWords::notImplementedTitle;
            case 503 -> ProblemWords::unavailableTitle;
            default -> words -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}

package chat.parley.problem;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Titles of problems: the localized reason phrase of each status. */
final class ProblemTitle {

    private ProblemTitle() {}

    /** In English what HTTP calls it; so is, in every language, a status that we do not mean to answer with. */
    static LocalizedText of(int status) {
        return switch (status) {
            case 400 -> ProblemMessages::badRequestTitle;
            case 401 -> ProblemMessages::unauthorizedTitle;
            case 403 -> ProblemMessages::forbiddenTitle;
            case 404 -> ProblemMessages::notFoundTitle;
            case 405 -> ProblemMessages::methodNotAllowedTitle;
            case 406 -> ProblemMessages::notAcceptableTitle;
            case 408 -> ProblemMessages::requestTimeoutTitle;
            case 409 -> ProblemMessages::conflictTitle;
            case 410 -> ProblemMessages::goneTitle;
            case 412 -> ProblemMessages::preconditionFailedTitle;
            case 413 -> ProblemMessages::tooLargeTitle;
            case 414 -> ProblemMessages::addressTooLongTitle;
            case 415 -> ProblemMessages::unsupportedMediaTypeTitle;
            case 416 -> ProblemMessages::rangeNotSatisfiableTitle;
            case 429 -> ProblemMessages::tooManyRequestsTitle;
            case 431 -> ProblemMessages::headersTooLargeTitle;
            case 500 -> ProblemMessages::serverErrorTitle;
            case 501 -> ProblemMessages::notImplementedTitle;
            case 503 -> ProblemMessages::unavailableTitle;
            default -> words -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }
}

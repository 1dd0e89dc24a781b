package chat.parley.problem;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Texts of problems. The error of a field is a sentence that can stand alone, beside the field or in a notice.
 * Messages of validation annotations are in {@code ValidationMessages.properties}.
 */
@MessageBundle("problem")
public interface ProblemMessages {

    // --- Titles: what HTTP calls a status

    @Message("Bad Request")
    String badRequestTitle();

    @Message("Unauthorized")
    String unauthorizedTitle();

    @Message("Forbidden")
    String forbiddenTitle();

    @Message("Not Found")
    String notFoundTitle();

    @Message("Method Not Allowed")
    String methodNotAllowedTitle();

    @Message("Not Acceptable")
    String notAcceptableTitle();

    @Message("Request Timeout")
    String requestTimeoutTitle();

    @Message("Conflict")
    String conflictTitle();

    @Message("Gone")
    String goneTitle();

    @Message("Precondition Failed")
    String preconditionFailedTitle();

    @Message("Request Entity Too Large")
    String tooLargeTitle();

    @Message("Unsupported Media Type")
    String unsupportedMediaTypeTitle();

    @Message("Requested Range Not Satisfiable")
    String rangeNotSatisfiableTitle();

    @Message("Too Many Requests")
    String tooManyRequestsTitle();

    @Message("Internal Server Error")
    String serverErrorTitle();

    @Message("Service Unavailable")
    String unavailableTitle();

    @Message("Request-URI Too Long")
    String addressTooLongTitle();

    @Message("Request Header Fields Too Large")
    String headersTooLargeTitle();

    @Message("Not Implemented")
    String notImplementedTitle();

    // --- Any request

    @Message("Some fields of the request are invalid.")
    String invalidFields();

    @Message("The request is invalid.")
    String invalidRequest();

    @Message("The body is not the JSON that this request requires.")
    String invalidJson();

    @Message("The form is not encoded correctly.")
    String invalidForm();

    @Message("There is nothing at this address.")
    String pathNotFound();

    @Message("This path does not support that method.")
    String methodNotAllowed();

    @Message("The response is not available in the requested media type.")
    String mediaTypeNotAvailable();

    @Message("The media type of the body is not supported here.")
    String unsupportedMediaType();

    @Message("The body is too large.")
    String bodyTooLarge();

    @Message("The request took too long to arrive.")
    String tooSlow();

    @Message("The request is not valid HTTP.")
    String notHttp();

    @Message("The URL is too long.")
    String addressTooLong();

    @Message("The request headers are too large.")
    String headersTooLarge();

    @Message("The body has a transfer coding other than chunked.")
    String unknownTransferCoding();

    @Message("Too many requests. Wait a moment, then try again.")
    String tooMany();

    @Message("The service is temporarily unavailable. Try again in a moment.")
    String temporarilyUnavailable();

    @Message("The server is restarting. Try again in a moment.")
    String restarting();

    @Message("Something went wrong on our side. The error has been logged.")
    String serverError();

    @Message("This field is required.")
    String missing();

    @Message("This field has the wrong type.")
    String wrongType();

    @Message("A parameter has the wrong type.")
    String parameterOfWrongType();

    @Message("This is not a list of media types.")
    String invalidAcceptHeader();

    @Message("Use the next value of a page.")
    String invalidCursor();

    @Message("There is no such action.")
    String unknownAction();

    // --- Who may ask

    @Message("Sign in first.")
    String signInFirst();

    @Message("Your account does not have permission to do this.")
    String notForThisAccount();

    @Message("The request was sent by a page of another site.")
    String crossSiteRequest();

    @Message("A change with a session cookie requires this site's Origin, or X-CSRF-Token.")
    String originRequired();

    @Message("The request was made for another account than the one that is signed in now.")
    String wrongAccount();

    @Message("Only a page of this site can open a socket with a browser session.")
    String crossSiteSocket();

    // --- Accounts

    @Message("You need a valid invitation to sign up.")
    String invitationRequired();

    @Message(
            "The first account of this server requires the setup token. It is in the server’s log, unless parley.auth.sign-up.setup-token is set.")
    String setupTokenRequired();

    @Message("That username is reserved.")
    String reservedUsername();

    @Message("That username is taken.")
    String usernameTaken();

    @Message("That email address is already in use.")
    String emailTaken();

    @Message("There is no user with that name.")
    String nobodyOfThatName();

    @Message("This link is invalid or has expired.")
    String linkDoesNotWork();

    @Message("The account has no email address, or this server does not send email.")
    String emailNotPossible();

    @Message("Session not found.")
    String sessionNotFound();

    @Message("Token not found.")
    String tokenNotFound();

    @Message("You already have {max} tokens. Revoke one first.")
    String tooManyTokens(int max);

    @Message("A token cannot list, create or revoke tokens. Sign in to do that.")
    String signInRequiredForTokens();

    @Message("Invitation not found.")
    String invitationNotFound();

    @Message("There are already {max} invitations. Revoke one first.")
    String tooManyInvitations(int max);

    @Message("You cannot do this to your own account. Ask another administrator.")
    String notOwnAccount();

    @Message("You are no longer an administrator.")
    String noLongerAdministrator();

    @Message("Wrong password.")
    String wrongPassword();

    // --- Passwords that are easy to guess: the reason follows a colon

    @Message("Too easy to guess. Three or more unrelated words make a good password.")
    String guessable();

    @Message("Too easy to guess: {why}. Three or more unrelated words make a good password.")
    String guessableBecause(String why);

    @Message("it is one of the 100 most common passwords")
    String guessableTopHundred();

    @Message("it is a common password")
    String guessableCommon();

    @Message("“{part}” is a common password")
    String guessableCommonPart(String part);

    @Message("“{part}” is a variation of “{word}”")
    String guessableVariation(String part, String word);

    @Message("“{part}” is a word from your account or the name of this server")
    String guessableAboutAccount(String part);

    @Message("“{part}” is a common name")
    String guessableName(String part);

    @Message("“{part}” is a common word")
    String guessableWord(String part);

    @Message("“{part}” is a pattern of keys")
    String guessableKeyPattern(String part);

    @Message("“{part}” repeats itself")
    String guessableRepetition(String part);

    @Message("“{part}” is a sequence")
    String guessableSequence(String part);

    @Message("“{part}” is a year")
    String guessableYear(String part);

    @Message("“{part}” is a date")
    String guessableDate(String part);

    // --- Rooms

    @Message("Room not found, or you do not have access to it.")
    String noSuchRoom();

    @Message("This room is archived.")
    String roomArchived();

    @Message("There is already a public room with that name.")
    String roomNameTaken();

    @Message("You are not in this room.")
    String notMember();

    @Message("Only members can do this. Join the room first.")
    String membersOnly();

    @Message("Only an owner of the room can do this.")
    String ownersOnly();

    @Message("Only an owner or a moderator of the room can do this.")
    String ownersAndModeratorsOnly();

    @Message("This is not possible in a direct message or a group message.")
    String notInConversation();

    @Message("A group message can have at most {max} people. Create a room for more.")
    String conversationFull(int max);

    @Message("This room already has {max} links. Revoke one first.")
    String tooManyLinks(int max);

    @Message("Use public or private. Direct rooms are opened with a person.")
    String publicOrPrivate();

    @Message("Choose 1 to {max} other people.")
    String invalidPeople(int max);

    // --- Messages

    @Message("Message not found in this room.")
    String messageNotFound();

    @Message("This message was deleted.")
    String messageDeleted();

    @Message("Only the author can edit a message.")
    String authorOnly();

    @Message("This message was edited {max} times. Write a new one.")
    String tooManyEdits(int max);

    @Message("A message can have at most {max} different reactions.")
    String tooManyReactions(int max);

    @Message("A room can have at most {max} pinned messages.")
    String tooManyPins(int max);

    @Message("Enter a message.")
    String messageEmpty();

    @Message("Too long: {actual.grouped} of {max.grouped} characters.")
    String messageTooLong(int actual, int max);

    @Message("There is no such message in this room.")
    String notInRoom();

    @Message("This is not an emoji.")
    String notEmoji();

    @Message("Use only one of before, after, around, at and changedSince.")
    String exclusiveParameters();

    @Message("Use a time such as 2026-11-01T00:00:00Z.")
    String invalidTime();

    // --- Files

    @Message("File not found, or you do not have access to it.")
    String fileNotFound();

    @Message("The file is too large.")
    String fileTooLarge();

    @Message("The requested range is beyond the end of the file.")
    String rangeBeyondEnd();

    @Message("The file does not match If-Match.")
    String fileChanged();

    @Message("Your storage is full. Delete messages with files that are no longer needed.")
    String quotaExceeded();

    @Message("Use only files that you have uploaded to this room and not yet sent.")
    String fileNotUsable();

    @Message("Send the file as multipart/form-data.")
    String multipartRequired();

    @Message("The upload is incomplete.")
    String uploadIncomplete();

    @Message("The file is empty.")
    String empty();

    @Message("Send this field only once.")
    String duplicateField();

    @Message("Use a PNG, JPEG or WebP of at most 100 KB and 1280 pixels a side.")
    String invalidThumbnail();

    @Message("Use a PNG, JPEG or WebP of at most 256 KB and 1024 pixels a side.")
    String invalidPicture();

    @Message("Picture not found.")
    String pictureNotFound();

    // --- Search

    @Message("Enter something to search for.")
    String searchTermRequired();

    @Message("Enter a value after the colon.")
    String filterValueRequired();

    @Message("Use a date such as 2026-11-01.")
    String invalidDate();

    @Message("The only value is a file: {filter}.")
    String unknownHasValue(String filter);

    @Message("There is no room with that name, or you do not have access to it.")
    String searchRoomNotFound();

    @Message("No one is called “{name}”.")
    String searchUserNotFound(String name);
}

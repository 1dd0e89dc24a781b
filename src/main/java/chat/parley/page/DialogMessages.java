package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the dialogs of the chat. */
@MessageBundle("dialog")
interface DialogMessages {

    @Message("Optional. What the room is for.")
    String topicHint();

    @Message("Private")
    String isPrivate();

    @Message("Only people who are added can see it.")
    String privateHint();

    @Message("Create room")
    String createRoom();

    @Message("Date")
    String date();

    @Message("Jump")
    String jump();

    @Message("Edit history")
    String earlierVersions();

    @Message("Search emoji")
    String findEmoji();

    @Message("No emoji found.")
    String noEmoji();

    @Message("Find rooms")
    String findRooms();

    @Message("Filter rooms")
    String whichRooms();

    @Message("All rooms")
    String allRooms();

    @Message("My rooms")
    String myRooms();

    @Message("Archived")
    String archivedRooms();

    @Message("Rooms found")
    String roomsFound();

    @Message("More rooms")
    String moreRooms();

    @Message("New group message")
    String talkWithSeveral();

    @Message("Search people")
    String findSomebody();

    @Message("Choose people")
    String peopleToChoose();

    @Message("More people")
    String morePeople();

    @Message("Start")
    String start();

    @Message("Add people")
    String inviteSomeone();

    @Message("Name or username")
    String usernameOfPerson();

    @Message("Add")
    String sendInvitation();

    @Message("Room name")
    String nameOfRoom();

    @Message("Room topic")
    String topicOfRoom();

    @Message("Anyone with this link and an account can join the room.")
    String linksHint();

    @Message("Expires after")
    String goodFor();

    @Message("1 day")
    String aDay();

    @Message("7 days")
    String aWeek();

    @Message("30 days")
    String aMonth();

    @Message("Max uses")
    String whoMayUse();

    @Message("1 use")
    String onePerson();

    @Message("10 uses")
    String tenPeople();

    @Message("No limit")
    String anyNumber();

    @Message("Create link")
    String makeLink();

    @Message("Copy it now, it won't be shown again")
    String linkShownOnce();

    @Message("Copy link")
    String copyLink();

    @Message("Invitation links of this room")
    String linksOfRoom();

    @Message("More links")
    String moreLinks();

    @Message("owner")
    String owner();

    @Message("moderator")
    String moderator();

    @Message("member")
    String member();

    @Message("Remove")
    String remove();
}

package chat.parley.page;

import chat.parley.account.AccountView;
import chat.parley.account.Me;
import chat.parley.admin.AuditDescriber;
import chat.parley.admin.AuditEntryView;
import chat.parley.attachment.AttachmentView;
import chat.parley.auth.AccessTokenService.CreatedAccessToken;
import chat.parley.auth.AccessTokenView;
import chat.parley.auth.AuthenticatedUser;
import chat.parley.auth.RequestUserLocale;
import chat.parley.auth.SessionView;
import chat.parley.auth.signup.InvitationService;
import chat.parley.auth.signup.InvitationView;
import chat.parley.http.KeysetPage;
import chat.parley.i18n.Language;
import chat.parley.message.MessageView;
import chat.parley.problem.Problem;
import chat.parley.room.NotificationLevel;
import chat.parley.room.Role;
import chat.parley.room.RoomKind;
import chat.parley.room.RoomPermission;
import chat.parley.room.RoomSummary;
import chat.parley.room.RoomView;
import chat.parley.room.invitation.RoomInvitationService;
import io.quarkus.qute.TemplateData;

/**
 * The types whose values templates read. For each of them the build generates a resolver. Without one Qute falls back to
 * reflection, which a native executable does not have for these types. Here and not at the types, so that packages without
 * pages do not depend on Qute.
 */
@TemplateData(target = AccountView.class)
@TemplateData(target = Me.class)
@TemplateData(target = AuditDescriber.class)
@TemplateData(target = AuditEntryView.class)
@TemplateData(target = AuditEntryView.Target.class)
@TemplateData(target = AttachmentView.class)
@TemplateData(target = AccessTokenView.class)
@TemplateData(target = AuthenticatedUser.class)
@TemplateData(target = CreatedAccessToken.class)
@TemplateData(target = RequestUserLocale.class)
@TemplateData(target = SessionView.class)
@TemplateData(target = InvitationView.class)
@TemplateData(target = InvitationService.CreatedInvitation.class)
@TemplateData(target = KeysetPage.class)
@TemplateData(target = Language.class)
@TemplateData(target = MessageView.class)
@TemplateData(target = MessageView.Author.class)
@TemplateData(target = MessageView.Reaction.class)
@TemplateData(target = Problem.class)
@TemplateData(target = Problem.Violation.class)
@TemplateData(target = RoomInvitationService.RoomPreview.class)
@TemplateData(target = RoomSummary.class)
@TemplateData(target = RoomView.class)
@TemplateData(target = NotificationLevel.class)
@TemplateData(target = Role.class)
@TemplateData(target = RoomKind.class)
@TemplateData(target = RoomPermission.class)
@TemplateData(target = AppearanceCookie.class)
@TemplateData(target = ChatView.class)
@TemplateData(target = ChatView.Blank.class)
@TemplateData(target = DayLine.class)
@TemplateData(target = FileSizes.class)
@TemplateData(target = RoomRow.class)
@TemplateData(target = ScriptTexts.class)
@TemplateData(target = UserTimeFormatter.class)
final class TemplateTypes {

    private TemplateTypes() {}
}

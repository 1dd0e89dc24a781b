import './room/browse-rooms';
import './room/edit-room';
import './composer/file-strip';
import './people/invite-person';
import './room/jump-to-date';
import './composer/message-composer';
import './composer/emoji-picker';
import './message/message-list';
import './message/message-versions';
import './message/message-tools';
import './room/new-conversation';
import './search/message-search';
import './room/new-room';
import './notification/notification-level';
import './notification/notification-switch';
import './settings/avatar-form';
import './search/quick-switcher';
import './room/room-header';
import './room/room-invitations';
import './room/room-list';
import './room/room-members';
import './room/room-details';
import './ui/pop-menu';
import './ui/shortcut-sheet';
import './room/sidebar';
import { ChatPage } from './chat-page';
import { storeTimeZone } from './lib/cookies';
import { startDayLineUpdates } from './message/day-lines';
import { startRelativeTimeUpdates } from './lib/relative-times';

storeTimeZone();
const page = document.getElementById('chat');
if (page) {
  new ChatPage(page).start();
  startRelativeTimeUpdates();
  startDayLineUpdates();
}

import './invite-person';
import './message-composer';
import './message-list';
import './new-room';
import './person-list';
import './room-header';
import './room-list';
import './side-bar';
import { Chat } from './chat';

const page = document.getElementById('chat');
if (page) {
  new Chat(page).start();
}

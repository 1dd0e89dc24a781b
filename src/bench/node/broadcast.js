// Sends what is posted to it to every socket that is open, and stores nothing. Prints its port once it listens.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const frame = Buffer.concat(parts);
    sockets.clients.forEach((socket) => socket.send(frame, { binary: false }));
    response.writeHead(201, { 'Content-Length': 2 }).end('{}');
  });
});
const sockets = new WebSocketServer({ server });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

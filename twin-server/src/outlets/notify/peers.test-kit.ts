import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What came to a server of the other side. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** For tests: a server of the other side on this machine, and what it was asked. */
export interface HttpPeer {
  readonly url: string;
  readonly asked: Asked[];
  /** How it answers; success with nothing where not set. */
  answer: (asked: Asked, response: ServerResponse) => void;
  close(): void;
}

export async function openHttpPeer(): Promise<HttpPeer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const asked = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
    peer.asked.push(asked);
    peer.answer(asked, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peer: HttpPeer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: (_asked, response) => response.end(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return peer;
}

/** A letter as it came over SMTP. */
export interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

/** For tests: a mail server on this machine, without encryption; it refuses recipients of `nobody.example`. */
export interface MailPeer {
  readonly port: number;
  readonly letters: Received[];
  /** Names that somebody tried to sign in with. */
  readonly signedIn: string[];
  close(): Promise<void>;
}

export async function openMailPeer(): Promise<MailPeer> {
  const letters: Received[] = [];
  const signedIn: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) => {
      signedIn.push(auth.username ?? '');
      done(null, { user: auth.username });
    },
    onRcptTo: ({ address }, _session, done) =>
      done(address.endsWith('@nobody.example') ? new Error(`no mailbox ${address}`) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    signedIn,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

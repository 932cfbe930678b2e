import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { AllowedServers } from '../../engines/outside/allowed-servers.ts';
import { NotAllowedError } from '../../engines/outside/outside-client.ts';

/** A letter; `id` makes the same letter known when it is sent again. */
export interface Letter {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly timeoutMs: number;
}

/** The mail server that letters are handed to. Its password is never sent over a line that is not encrypted. */
export class MailServer {
  readonly #url: URL;
  readonly #from: string;
  readonly #allowed: AllowedServers;

  /** `url`: smtp:// (encrypted as soon as the server offers it) or smtps://, with name and password where it asks for them. */
  constructor(url: URL, from: string, allowed: AllowedServers) {
    this.#url = url;
    this.#from = from;
    this.#allowed = allowed;
  }

  /** Resolves when the server has taken the letter for every recipient. Rejects with what it said. */
  async send({ id, to, subject, text, timeoutMs }: Letter): Promise<void> {
    const { hostname, port, protocol, username, password } = this.#url;
    const secure = protocol === 'smtps:';
    const transport = createTransport({
      host: await this.#addressOf(hostname),
      port: Number(port) || (secure ? 465 : 587),
      secure,
      requireTLS: !secure && username !== '',
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      tls: { ...(isIP(hostname) === 0 && { servername: hostname }) },
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const messageId = `<${id}@${this.#from.split('@').at(-1)}>`;
      const { rejected } = await transport.sendMail({ from: this.#from, to: [...to], subject, text, messageId });
      if (rejected.length > 0) throw new Error(`${hostname} refused ${rejected.length} of ${to.length} recipients`);
    } finally {
      transport.close();
    }
  }

  /** Where the name leads, of the addresses that may be connected to. */
  async #addressOf(hostname: string): Promise<string> {
    const plain = hostname.replace(/^\[|\]$/g, '');
    if (!this.#allowed.allowsHost(plain))
      throw new NotAllowedError(`${plain} is not among the servers that are allowed`);
    if (isIP(plain) !== 0) return plain;
    const found = await lookup(plain, { all: true });
    const address = found.find((each) => this.#allowed.allowsAddress(each.address))?.address;
    if (address === undefined) throw new NotAllowedError(`${plain} leads to an address inside that is not allowed`);
    return address;
  }
}

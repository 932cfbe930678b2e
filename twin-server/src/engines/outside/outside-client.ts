import { lookup } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AllowedServers } from './allowed-servers.ts';

/** An address, or what its name led to, that this program may not speak to. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
}

/** What is asked of another server. */
export interface OutsideRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Asks other servers over HTTP: follows no redirect and speaks to nobody who is not allowed. */
export class OutsideClient {
  readonly #allowed: AllowedServers;
  readonly #resolve: typeof lookup;
  readonly #agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  /** `resolve`: how names lead to addresses; the system's way where not given. */
  constructor(allowed: AllowedServers, resolve: typeof lookup = lookup) {
    this.#allowed = allowed;
    this.#resolve = resolve;
    const options = { keepAlive: true, lookup: this.#lookup };
    this.#agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  }

  /** The answer as soon as its head is there, whatever its status. Rejects with NotAllowedError before anything is sent where that is so. */
  ask(url: URL, { method = 'GET', headers = {}, body, signal }: OutsideRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      this.#check(url);
      const secure = url.protocol === 'https:';
      const options = { method, signal, headers, agent: secure ? this.#agents.https : this.#agents.http };
      const request = (secure ? httpsRequest : httpRequest)(url, options, resolve);
      request.on('error', reject);
      request.end(body);
    });
  }

  /** For a library that asks by itself: its connections to this address are checked as ours are, and kept for nothing further. Throws NotAllowedError. */
  agentFor(url: URL): HttpAgent | HttpsAgent {
    this.#check(url);
    return url.protocol === 'https:'
      ? new HttpsAgent({ lookup: this.#lookup })
      : new HttpAgent({ lookup: this.#lookup });
  }

  #check(url: URL): void {
    if (!this.#allowed.allows(url))
      throw new NotAllowedError(`${url.hostname} is not among the servers that are allowed`);
  }

  /** Looks a name up and keeps the addresses that may be connected to: checked as they are used, so no second answer can differ. */
  readonly #lookup: LookupFunction = (hostname, options, callback) => {
    this.#resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = (found ?? []).filter(({ address }) => this.#allowed.allowsAddress(address));
      const [first] = addresses;
      if (error || !first) {
        callback(error ?? new NotAllowedError(`${hostname} leads to an address inside that is not allowed`), '');
      } else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }
}
